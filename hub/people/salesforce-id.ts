const SHAPE = /^[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?$/;
const CHECKSUM = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

/** Whether a text is as long as an id and made of its characters. */
export function hasSalesforceShape(text: string): boolean {
  return SHAPE.test(text.trim());
}

/**
 * A Salesforce id in its form of 18 characters, whose last three say which of the others are capital.
 * @param text 15 or 18 characters
 * @returns undefined for what is no id, or an id whose checksum does not fit
 */
export function readSalesforceId(text: string): string | undefined {
  const id = text.trim();
  if (!SHAPE.test(id)) return undefined;
  const short = id.slice(0, 15);
  const suffix = checksum(short);
  return id.length === 15 || id.slice(15).toUpperCase() === suffix ? short + suffix : undefined;
}

function checksum(short: string): string {
  let letters = "";
  for (let group = 0; group < 3; group++) {
    let bits = 0;
    for (let bit = 0; bit < 5; bit++) {
      const char = short.charAt(group * 5 + bit);
      if (char >= "A" && char <= "Z") bits |= 1 << bit;
    }
    letters += CHECKSUM.charAt(bits);
  }
  return letters;
}
