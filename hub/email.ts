import { domainToASCII } from "node:url";

/** An address in the form in which two are compared. */
export interface ComparableEmail {
  /** NFC, lower case, the domain in ASCII. */
  value: string;
  local: string;
  domain: string;
}

/** UTF-16 units of an address. */
const LONGEST_EMAIL = 320;
// What a mail system would deliver, roughly: something, one @, a name.
const SHAPE = /^[^\s@<>"(),:;\\[\]]+@[^\s@<>"(),:;\\[\]]+$/u;

/**
 * Makes an e-mail address comparable the way mail systems compare: the local part without case (in
 * theory it has one, no mail system in use minds it), dots and +tags kept, since only some systems
 * ignore them. A member's address and a prospect's are one when this says so.
 * @param text trimmed
 * @returns undefined for what is not an address
 */
export function comparableEmail(text: string): ComparableEmail | undefined {
  if (text.length > LONGEST_EMAIL || !SHAPE.test(text)) return undefined;
  const at = text.lastIndexOf("@");
  const domain = asciiDomain(text.slice(at + 1));
  if (domain === undefined) return undefined;
  const local = text.slice(0, at).normalize("NFC").toLowerCase();
  const value = `${local}@${domain}`;
  return value.length > LONGEST_EMAIL ? undefined : { value, local, domain };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant
const ASCII = /^[\x00-\x7f]*$/;

/** A host's name in lower case and ASCII; undefined for what cannot be one. */
export function asciiDomain(name: string): string | undefined {
  const domain = name.toLowerCase();
  const ascii = ASCII.test(domain) ? domain : domainToASCII(domain.normalize("NFC"));
  return /^(?=.{1,253}$)[a-z0-9_](?:[a-z0-9._-]*[a-z0-9])?$/.test(ascii) && !ascii.includes("..")
    ? ascii
    : undefined;
}
