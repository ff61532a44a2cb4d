import { parse } from "tldts";
import { comparableEmail } from "../email.ts";
import { isJson, mapStringsOfJson, stringsOfJson } from "./strings-of-json.ts";

/** What stands where an erased address stood. */
export const ERASED = "[erased]";

/** As it is, percent-encoded any number of times, as JSON in a text escapes it, as HTML does. */
const AT = /@|%(?:25)*40|(?<!\\)\\+u0040|&#(?:64|x40);/gi;
const LONGEST = 400;
/** What ends, backwards from the @, an address and what is glued to it, such as `?email=`. */
const STOP = /[\s\p{Cc}@<>"(),:;\\[\]]/u;
const AFTER =
  /^(?:[\p{L}\p{N}\p{M}._。．｡-]|%(?:25)*(?:[89a-f][0-9a-f]|2[de]|3\d|[46][1-9a-f]|[57][0-9a]))+/iu;
const DOT = /[.。．｡]|%(?:25)*(?:2e|e3|ef)/i;
/** After these an address may begin: signs of URLs, plain or percent-encoded. */
const SEPARATOR = /[/=&?#|{}]|%(?:25)*(?:0[9ad]|2[02367bcf]|3[a-f]|5[bcd]|7[bcd])/gi;
const ID_SEPARATOR = new RegExp(`${SEPARATOR.source}|[^\\p{L}\\p{N}%]`, "giu");
/** Of the separators before an @, the nearest: an address is asked for from each, whoever sent the text. */
const MOST_SEPARATORS = 12;
/** What is left of an escape when its backslash ended the run: `\nmaya@…`. */
const ESCAPE_REST = /^(?:[nrtbf]|u[0-9a-f]{4})/i;

/** How a text is read. */
interface Reading {
  separator: RegExp;
  /** A backslash begins an escape, as in JSON that was cut off: no address ever begins with the escape's letter. */
  escapes: boolean;
  /** What was found around an @, so that a text that repeats itself is not gone through again. */
  known: Map<string, Around[]>;
}

/** An address, perhaps. */
interface Around {
  /** UTF-16 units before the sign. */
  before: number;
  /** UTF-16 units after it. */
  after: number;
  value: string;
}

interface Candidate {
  start: number;
  end: number;
  value: string;
}

const reading = (separator: RegExp, escapes = false): Reading => ({ separator, escapes, known: new Map() });

/**
 * Every address that a text or JSON may hold, in the form in which two are compared; some of them only perhaps. The
 * work, and what is found, grow with the text's length and no faster.
 */
export function addressesIn(text: string): Set<string> {
  const values = new Set<string>();
  find(text, reading(SEPARATOR), values);
  return values;
}

/**
 * Puts `[erased]` where a text or JSON holds one of these addresses, however it is written. JSON stays JSON, since
 * it is cut in its strings as they read; these may be JSON again.
 * @param addresses in the form in which two are compared
 * @returns the same text if there is none
 */
export function cutAddresses(text: string, addresses: ReadonlySet<string>): string {
  return cutAlsoInJson(text, addresses, reading(SEPARATOR));
}

/** The same for bytes that came from outside and may be a piece of JSON: no escape of it is broken. */
export function cutAddressesFromRaw(text: string, addresses: ReadonlySet<string>): string {
  return isJson(text) ? cutAddresses(text, addresses) : cut(text, addresses, reading(SEPARATOR, true));
}

/** The same for an id that a program made: `m-x@o.com` is nobody's address, and has one in it. */
export function cutAddressesFromId(id: string, addresses: ReadonlySet<string>): string {
  return cut(id, addresses, reading(ID_SEPARATOR));
}

/** Which addresses an id that a program made may hold. */
export function addressesInId(id: string): Set<string> {
  return new Set(candidatesIn(id, reading(ID_SEPARATOR)).map(({ value }) => value));
}

/** Which addresses an id of somebody may hold: one that is an address itself is that one. */
export function addressesOfId(id: string): Set<string> {
  return comparableEmail(id) === undefined ? addressesInId(id) : addressesIn(id);
}

function find(text: string, how: Reading, values: Set<string>): void {
  if (isJson(text)) for (const inner of stringsOfJson(text)) find(inner, how, values);
  else for (const { value } of candidatesIn(text, how)) values.add(value);
}

function cutAlsoInJson(text: string, addresses: ReadonlySet<string>, how: Reading): string {
  if (!isJson(text)) return cut(text, addresses, how);
  return mapStringsOfJson(text, (inner) => cutAlsoInJson(inner, addresses, how));
}

function cut(text: string, addresses: ReadonlySet<string>, how: Reading): string {
  let result = "";
  let done = 0;
  for (const { start, end, value } of candidatesIn(text, how)) {
    if (start < done || !addresses.has(value)) continue;
    result += text.slice(done, start) + ERASED;
    done = end;
  }
  return done === 0 ? text : result + text.slice(done);
}

/** By the @; at each, the longest first: of `x@o.com` and `a/x@o.com` the one that is more of the text. */
function candidatesIn(text: string, how: Reading): Candidate[] {
  const candidates: Candidate[] = [];
  let last = 0;
  for (const { index, 0: sign } of text.matchAll(AT)) {
    const end = index + sign.length;
    for (const { before, after, value } of aroundSign(text, { from: last, index, end }, how))
      candidates.push({ start: index - before, end: end + after, value });
    last = end;
  }
  return candidates;
}

/** @param from where the sign before ended: no address reaches over another's */
function aroundSign(
  text: string,
  { from, index, end }: { from: number; index: number; end: number },
  { separator, escapes, known }: Reading,
): Around[] {
  let first = index;
  while (first > Math.max(from, index - LONGEST) && !STOP.test(text.charAt(first - 1))) first -= 1;
  const before = text.slice(first, index);
  const after = AFTER.exec(text.slice(end, end + LONGEST))?.[0];
  if (before === "" || after === undefined || !DOT.test(after)) return [];
  const rest = text[first - 1] === "\\" ? ESCAPE_REST.exec(before)?.[0].length : undefined;
  const isEscape = rest !== undefined && escapes && backslashesBefore(text, first) % 2 === 1;
  const isEncoded = end - index > 1;
  const key = `${rest ?? ""} ${isEscape} ${isEncoded} ${before}@${after}`;
  const seen = known.get(key);
  if (seen) return seen;
  const starts = rest === undefined ? [0] : isEscape ? [rest] : [0, rest];
  const found = read(before, after, beginnings(before, { starts, isEncoded, separator }));
  known.set(key, found);
  return found;
}

function backslashesBefore(text: string, index: number): number {
  let count = 0;
  while (text[index - 1 - count] === "\\") count += 1;
  return count;
}

function read(before: string, after: string, places: readonly number[]): Around[] {
  const domains = endings(after).flatMap((length) => {
    const domain = decoded(after.slice(0, length)).at(-1) ?? "";
    const ascii = comparableEmail(`x@${domain}`)?.domain;
    return ascii === undefined ? [] : [{ length, ascii }];
  });
  if (domains.length === 0) return [];
  return places.flatMap((place) => {
    const locals = decoded(before.slice(place)).flatMap((form) => comparableEmail(`${form}@x`)?.local ?? []);
    return domains.flatMap(({ length, ascii }) =>
      locals.map((local) => ({
        before: before.length - place,
        after: length,
        value: `${local}@${ascii}`,
      })),
    );
  });
}

function beginnings(
  before: string,
  { starts, isEncoded, separator }: { starts: readonly number[]; isEncoded: boolean; separator: RegExp },
): number[] {
  const least = starts[0] ?? 0;
  const signs = [...before.matchAll(separator)].map((sign) => sign.index + sign[0].length);
  // In a form's encoding a space is a plus.
  if (isEncoded) for (const plus of before.matchAll(/\+/g)) signs.push(plus.index + 1);
  const nearest = signs.filter((place) => place > least).sort((a, b) => a - b);
  const places = new Set([...starts, ...nearest.slice(-MOST_SEPARATORS)]);
  for (const place of [...places]) {
    // Quotes, dashes and stars around it are no part of it.
    const sign = /^[^\p{L}\p{N}%]+/u.exec(before.slice(place))?.[0];
    if (sign !== undefined) places.add(place + sign.length);
  }
  return [...places].filter((place) => place < before.length).sort((a, b) => a - b);
}

/** Lengths of the domain: all of it; and where no such domain can be, what comes before the next sentence. */
function endings(after: string): number[] {
  const trimmed = after.replace(/(?:[._。．｡-]|%(?:25)*2[de])+$/iu, "");
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
 * one of these addresses by its own letters, and few others: letters beyond ASCII, which databases compare in their own ways, and
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
  // A letter with a mark on it may be one letter elsewhere.
  return text.toLowerCase().replace(/(?:[a-z0-9.-](?=\p{M})|[^a-z0-9.-])+/gu, "%");
}
