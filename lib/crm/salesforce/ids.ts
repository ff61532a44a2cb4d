const FIFTEEN = /^[A-Za-z0-9]{15}$/;
const EIGHTEEN = /^[A-Za-z0-9]{18}$/;
const SUFFIX = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

/** The three characters that say which of the fifteen are capitals. */
function suffixOf(fifteen: string): string {
  let suffix = "";
  for (let group = 0; group < 15; group += 5) {
    let capitals = 0;
    for (let bit = 0; bit < 5; bit += 1) {
      const character = fifteen.charAt(group + bit);
      if (character >= "A" && character <= "Z") capitals |= 1 << bit;
    }
    suffix += SUFFIX.charAt(capitals);
  }
  return suffix;
}

/** The fifteen characters in the case that the suffix tells, or null when it marks a digit as a capital. */
function repaired(fifteen: string, suffix: string): string | null {
  let result = "";
  for (let index = 0; index < 15; index += 1) {
    const capitals = SUFFIX.indexOf(suffix.charAt(Math.floor(index / 5)));
    const character = fifteen.charAt(index);
    const capital = (capitals >> (index % 5)) & 1;
    if (capital && /[0-9]/.test(character)) return null;
    result += capital ? character.toUpperCase() : character.toLowerCase();
  }
  return result;
}

/**
 * The 18-character form of a Salesforce id, or null if it is none.
 *
 * Fifteen characters are case-sensitive and get their suffix. Of eighteen, the suffix must agree;
 * where it does not, the id is repaired only if all its letters have one case, so that something on the way
 * must have folded it. A mixed case that disagrees is a mistake, and no record.
 */
export function eighteen(id: string): string | null {
  if (FIFTEEN.test(id)) return id + suffixOf(id);
  if (!EIGHTEEN.test(id)) return null;
  const fifteen = id.slice(0, 15);
  const suffix = id.slice(15);
  if (suffixOf(fifteen) === suffix) return id;
  if (id !== id.toLowerCase() && id !== id.toUpperCase()) return null;
  const right = repaired(fifteen, suffix.toUpperCase());
  return right === null ? null : right + suffix.toUpperCase();
}
