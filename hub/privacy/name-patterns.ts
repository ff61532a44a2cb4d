import { domainToUnicode } from "node:url";
import { likePatterns, loosely } from "./addresses-in-text.ts";
import type { Subject } from "./find-subject.ts";

/** Tells the database which texts may name a person; each is then read, and decided on, here. */
export interface Patterns {
  like: string[];
  regex: string;
}

const LETTER = "(?:2[de]|3[0-9]|[46][1-9a-f]|[57][0-9a])";
const SIGN = "(?:@|%(?:25)*40|\\\\+u0040|&#(?:64|x40);)";
/** Beyond ASCII: as it is, as JSON or the database's octal digits escape it, percent-encoded. */
const BEYOND = "(?:[^\\u0001-\\u007f]|\\\\+u[0-9a-f]{4}|\\\\[23][0-7]{2}|%(?:25)*[89a-f][0-9a-f])";
/**
 * Texts in which an address may stand with other letters than its own, so that no pattern of these finds it: letters
 * that need no encoding are encoded; a domain has letters that are taken for others; a K is the sign of Kelvin. They
 * are few, and all of them are read.
 */
export const ODD_LETTERS = [
  `%(?:25)*${LETTER}`,
  `\\\\+u00${LETTER}`,
  `${SIGN}[a-z0-9._-]*${BEYOND}`,
  "\\u212a|\\\\342\\\\204\\\\252|%(?:25)*e2%(?:25)*84%(?:25)*aa|\\\\+u212a",
].join("|");

/** For texts that may hold one of these addresses: whatever `cutAddresses` would change is let pass. */
export function addressPatterns(addresses: Iterable<string>): Patterns {
  return { like: likePatterns(addresses, domainToUnicode), regex: ODD_LETTERS };
}

/** Letters and digits of an id by which it is told from most of what stands in a text. */
const TELLING = 6;

/**
 * For events, which may name a person otherwise too: by ids of tools and of the CRM, which may be written with 15
 * characters; by browsers; by a copy's other addresses.
 */
export function namePatterns({ identities, addresses }: Pick<Subject, "identities" | "addresses">): Patterns {
  const { like, regex } = addressPatterns([
    ...addresses,
    ...identities.flatMap(({ kind, value }) => (kind === "email" ? value : [])),
  ]);
  const values = identities.flatMap(({ kind, value }) =>
    kind === "email" ? [] : kind === "crm_record" ? value.slice(0, 15) : value,
  );
  const isTelling = (value: string) => loosely(value).replaceAll("%", "").length >= TELLING;
  const telling = values.filter(isTelling).map((value) => `%${loosely(value)}%`);
  const short = values.filter((value) => !isTelling(value)).map(asJsonValue);
  return { like: [...new Set([...like, ...telling])], regex: [regex, ...new Set(short)].join("|") };
}

/** The condition in SQL. */
export function mayName(text: string, like: string, regex: string): string {
  // Lower case by the letters of ASCII alone: what a database makes of others depends on where it was set up.
  const lower = `lower(${text} collate "C")`;
  return `(${lower} like any(${like}::text[]) or ${lower} ~ ${regex}::text)`;
}

/** A short id, such as `1`, stands almost everywhere: it is looked for as a whole value alone. */
function asJsonValue(id: string): string {
  const exact = [...id].map(asJsonWrites).join("");
  const around = '(?:\\\\+[ntrfb]|\\\\+[0-7]{3}|[^a-z0-9"])*';
  const text = `"${around}${exact}${around}"`;
  return Number.isNaN(Number(id)) ? text : `${text}|[:,[][^a-z0-9"]*${exact}[^a-z0-9.]`;
}

function asJsonWrites(sign: string): string {
  if (/[a-z0-9]/i.test(sign)) return sign.toLowerCase();
  if (/[\s\p{Cc}]/u.test(sign)) return '[^"]{1,8}';
  if (sign < "\x7f") return `\\\\*\\${sign}`;
  const octal = [...Buffer.from(sign)].map((byte) => `\\\\${byte.toString(8)}`).join("");
  return `(?:${sign}|${octal})`;
}
