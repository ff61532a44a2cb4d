import type { IdentityState, PersonState } from "./identity-state.ts";

/** So many records of one org may come to one address by themselves: more have it for want of another. */
const MOST_RECORDS = 10;

/** A record that comes with an address. */
export interface RecordAndAddress {
  /** The record as each view of its org names it; whom it belongs to so far, if anybody. */
  records: readonly IdentityState[];
  recordOwner: PersonState | undefined;
  addressOwner: PersonState;
  /** What the record's person is called where both are said. */
  name: string | undefined;
}

/**
 * Why a record is not taken to be of whoever has the address that it comes with; undefined where it is. People share
 * addresses, a couple or a small office say, and forms are filled in with made-up ones.
 */
export function whyAnothers({
  records,
  recordOwner,
  addressOwner,
  name,
}: RecordAndAddress): string | undefined {
  const most = Math.max(
    ...records.map(({ identifier }) => addressOwner.records.get(identifier.namespace) ?? 0),
  );
  if (most >= MOST_RECORDS) return `the address has ${MOST_RECORDS} records already`;
  const called = name ?? recordOwner?.name;
  return addressOwner.records.size > 0 && areOthersNames(called, addressOwner.name)
    ? "two records with one address, under different names"
    : undefined;
}

/** Whether two names have nothing in common, as far as both are names: no word of two letters or more. */
export function areOthersNames(one: string | undefined, other: string | undefined): boolean {
  const [a, b] = [wordsOf(one), wordsOf(other)];
  if (a.length === 0 || b.length === 0) return false;
  // Where names are written in one word or in two.
  return a.join("") !== b.join("") && !a.some((word) => b.includes(word));
}

/** Words that stand where a name is not known. */
const NO_NAME = new Set("na none null undefined unknown not provided available test lead contact".split(" "));

function wordsOf(name: string | undefined): string[] {
  // An address for a name says nothing that the address does not.
  if (name === undefined || name.includes("@")) return [];
  const words = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => [...word].length >= 2);
  return words.every((word) => NO_NAME.has(word)) ? [] : words;
}
