import { randomBytes } from "node:crypto";

/** Crockford's base32: no I, L, O or U, so that what is read out is typed right. */
const SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 8;
const SHORT_CODE = new RegExp(`^[${SYMBOLS}]{${LENGTH}}$`);

/** 40 random bits, as shown: two groups, such as `7KQF-92MD`. */
export function newShortCode(): string {
  // 256 is a multiple of 32, so every symbol is as likely as the others.
  const symbols = [...randomBytes(LENGTH)].map((byte) => SYMBOLS[byte % SYMBOLS.length]).join("");
  return `${symbols.slice(0, LENGTH / 2)}-${symbols.slice(LENGTH / 2)}`;
}

/**
 * A short code as it is compared: without spaces and dashes, in capitals, with the letters that are easily
 * mistaken read as the digits that they were.
 * @returns undefined for what is none, such as an invitation's code
 */
export function readShortCode(typed: string): string | undefined {
  const code = typed
    .replace(/[\s\p{Pd}_]+/gu, "")
    .toUpperCase()
    .replaceAll("O", "0")
    .replace(/[IL]/g, "1");
  return SHORT_CODE.test(code) ? code : undefined;
}
