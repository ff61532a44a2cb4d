/** A company's people as they are told: "350", "200-1000", "1,000+", "51 to 200 employees". Both ends belong to it. */
export function readSize(text: string): { least: number; most: number } | undefined {
  // Thousands are parted by a comma, a point, a space or an apostrophe.
  const plain = text.replace(/(?<=\d)[,.' \u00a0\u202f](?=\d{3}(?!\d))/g, "");
  const numbers = [...plain.matchAll(/(\d+(?:\.\d+)?)\s*(k\b)?/gi)].map(
    ([, digits, thousand]) => Number(digits) * (thousand ? 1_000 : 1),
  );
  const [first, second] = numbers;
  if (first === undefined || numbers.length > 2) return undefined;
  if (second !== undefined) return first <= second ? { least: first, most: second } : undefined;
  if (/\+|\bmore\b|\bover\b|^\s*>/i.test(plain)) return { least: first, most: Number.POSITIVE_INFINITY };
  if (/\bless\b|\bunder\b|\bup to\b|^\s*</i.test(plain)) return { least: 0, most: first };
  return { least: first, most: first };
}
