import { ERASED } from "./addresses-in-text.ts";

/** A shorter part of a name is a word too often, so it counts only as it is written in the name. */
const TELLING = 4;

/**
 * Puts `[erased]` where a text that is about a person names them: by their whole name, by the end of it ("van de Berg"),
 * or by a part that begins with a capital, such as "Maya" or "Okafor's". For texts about the person only: a part of a
 * name is others' too.
 */
export function cutNames(text: string, names: readonly string[]): string {
  const plain = text.normalize("NFC");
  let cut = plain;
  for (const parts of names.map(partsOf)) {
    for (let from = 0; from < parts.length - 1; from++) {
      cut = cut.replace(pattern(parts.slice(from).map(escaped).join("\\s+"), "giu"), ERASED);
    }
    const isSmall = !parts.some(hasCapital);
    for (const part of parts) {
      const length = [...part].length;
      if (length < 2 || !(hasCapital(part) || (isSmall && length >= TELLING))) continue;
      cut = cut.replace(pattern(escaped(part), length < TELLING ? "gu" : "giu"), ERASED);
    }
  }
  const several = new RegExp(`(?:${escaped(ERASED)}[\\s,]*)+${escaped(ERASED)}`, "gu");
  return cut === plain ? text : cut.replaceAll(several, ERASED);
}

/** Letters that have no small form count as capitals. */
const hasCapital = (part: string) => /^[\p{Lu}\p{Lt}\p{Lo}]/u.test(part);

function partsOf(name: string): string[] {
  return name
    .normalize("NFC")
    .split(/[\s,]+/u)
    .filter((part) => /\p{L}/u.test(part));
}

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");

/** As a whole, not within another word. */
const pattern = (inner: string, flags: string) =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${inner})(?![\\p{L}\\p{N}])`, flags);
