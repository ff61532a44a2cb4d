import { parse } from "tldts";
import { comparableEmail } from "../email.ts";

/** What stands where an erased address stood. */
export const ERASED = "[erased]";

/** As it is, percent-encoded any number of times, as JSON in a text escapes it, as HTML does. */
const AT = /@|%(?:25)*40|\\+u0040|&#(?:64|x40);/gi;
const LONGEST = 400;
/** What ends, backwards from the @, an address and what is glued to it, such as `?email=`. */
const STOP = /[\s@<>"(),:;\\[\]]/;
const AFTER = /^(?:[\p{L}\p{N}\p{M}._。．｡-]|%(?:25)*[89a-f][0-9a-f])+/iu;
/** After these an address may begin: signs of URLs, plain or percent-encoded. */
const SEPARATOR = /[/=&?#|{}]|%(?:25)*(?:0[9ad]|2[02367bcf]|3[a-f]|5[bcd]|7[bcd])/gi;
const ID_SEPARATOR = new RegExp(`${SEPARATOR.source}|[^\\p{L}\\p{N}%]`, "giu");
/** What is left of an escape when its backslash ended the run: `\nmaya@…`. */
const ESCAPE_REST = /^(?:[nrtbf]|u[0-9a-f]{4})/i;

interface Candidate {
  start: number;
  end: number;
  value: string;
}

/** Every address that a text may hold, in the form in which two are compared; some of them only perhaps. */
export function addressesIn(text: string): Set<string> {
  return found(text, SEPARATOR);
}

/**
 * Puts `[erased]` where a text holds one of these addresses, however it is written. JSON stays JSON: no escape
 * and no quote is ever a part of what is cut.
 * @param addresses in the form in which two are compared
 * @returns the same text if there is none
 */
export function cutAddresses(text: string, addresses: ReadonlySet<string>): string {
  return cut(text, addresses, SEPARATOR);
}

/** The same for an id that a program made: `m-x@o.com` is nobody's address, and has one in it. */
export function cutAddressesFromId(id: string, addresses: ReadonlySet<string>): string {
  return cut(id, addresses, ID_SEPARATOR);
}

/** Which addresses an id that a program made may hold. */
export function addressesInId(id: string): Set<string> {
  return found(id, ID_SEPARATOR);
}

/** Which addresses an id of somebody may hold: one that is an address itself is that one. */
export function addressesOfId(id: string): Set<string> {
  return comparableEmail(id) === undefined ? addressesInId(id) : addressesIn(id);
}

function found(text: string, separator: RegExp): Set<string> {
  const values = new Set<string>();
  for (const at of text.matchAll(AT))
    for (const { value } of candidatesAt(text, at.index, at[0], separator)) values.add(value);
  return values;
}

function cut(text: string, addresses: ReadonlySet<string>, separator: RegExp): string {
  let result = "";
  let done = 0;
  for (const at of text.matchAll(AT)) {
    const cut = candidatesAt(text, at.index, at[0], separator).find(
      ({ start, value }) => start >= done && addresses.has(value),
    );
    if (cut === undefined) continue;
    result += text.slice(done, cut.start) + ERASED;
    done = cut.end;
  }
  return done === 0 ? text : result + text.slice(done);
}

/** The longest first: of `x@o.com` and `a/x@o.com` the one that is more of the text. */
function candidatesAt(text: string, index: number, sign: string, separator: RegExp): Candidate[] {
  let first = index;
  while (first > Math.max(0, index - LONGEST) && !STOP.test(text.charAt(first - 1))) first -= 1;
  const before = text.slice(first, index);
  const after = AFTER.exec(text.slice(index + sign.length, index + sign.length + LONGEST))?.[0];
  if (before === "" || after === undefined) return [];
  const isEscaped = text[first - 1] === "\\";
  return beginnings(before, { isEscaped, isEncoded: sign !== "@", separator }).flatMap((begin) =>
    endings(after).flatMap((length) => {
      const start = first + begin;
      const end = index + sign.length + length;
      const domain = decoded(after.slice(0, length)).at(-1) ?? "";
      return decoded(before.slice(begin)).flatMap((local) => {
        const value = comparableEmail(`${local}@${domain}`)?.value;
        return value === undefined ? [] : [{ start, end, value }];
      });
    }),
  );
}

function beginnings(
  before: string,
  { isEscaped, isEncoded, separator }: { isEscaped: boolean; isEncoded: boolean; separator: RegExp },
): number[] {
  const places = new Set([0]);
  if (isEscaped) {
    const rest = ESCAPE_REST.exec(before)?.[0];
    if (rest !== undefined) places.add(rest.length);
  }
  for (const sign of before.matchAll(separator)) places.add(sign.index + sign[0].length);
  // In a form's encoding a space is a plus.
  if (isEncoded) for (const plus of before.matchAll(/\+/g)) places.add(plus.index + 1);
  for (const place of [...places]) {
    const rest = before.slice(place);
    // Quotes, dashes and stars around it are no part of it.
    const sign = /^[^\p{L}\p{N}%]+/u.exec(rest)?.[0];
    if (sign !== undefined) places.add(place + sign.length);
  }
  return [...places].filter((place) => place < before.length).sort((a, b) => a - b);
}

/** Lengths of the domain: all of it; and where no such domain can be, what comes before the next sentence. */
function endings(after: string): number[] {
  const trimmed = after.replace(/[._。．｡-]+$/u, "");
  const lengths = [trimmed.length];
  let rest = trimmed;
  for (let shorter = 0; shorter < 3; shorter++) {
    const known = parse(rest, { allowPrivateDomains: true, extractHostname: false });
    if (known.isIcann || known.isPrivate) break;
    const shortened = rest.replace(/[._-][^._-]*$/u, "");
    if (shortened === rest) break;
    rest = shortened;
    lengths.push(rest.length);
  }
  return lengths.filter((length) => length > 0);
}

/** As it stands, and as it reads once it is decoded, again and again. */
function decoded(text: string): string[] {
  const forms = [text];
  for (let form = text; form.includes("%") && forms.length < 5; ) {
    try {
      const next = decodeURIComponent(form);
      if (next === form) break;
      form = next;
      forms.push(form);
    } catch {
      break;
    }
  }
  return forms;
}

/**
 * Patterns for `lower(text collate "C") like any(…)` that let pass every text in which `cutAddresses` would find
 * one of these addresses, and few others: letters beyond ASCII, which databases compare in their own ways, and
 * signs that may be encoded stand for anything.
 */
export function likePatterns(
  addresses: Iterable<string>,
  unicodeDomain: (ascii: string) => string,
): string[] {
  const patterns = new Set<string>();
  for (const address of addresses) {
    const at = address.lastIndexOf("@");
    const local = address.slice(0, at);
    const domain = address.slice(at + 1);
    for (const form of [domain, unicodeDomain(domain)]) patterns.add(`%${loosely(local)}%${loosely(form)}%`);
  }
  return [...patterns];
}

/** A pattern of a text's ASCII letters and digits, in their order. */
export function loosely(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9.-]+/g, "%");
}
