import { expect, test } from "vitest";
import { heldOfPerson } from "./held-of-person.ts";

const EMAIL = "maya@initech.example";
const asOf = "2026-11-22T12:00:00.000Z";
const part = (table: string, ...ids: number[]) => ({
  table,
  what: `About ${table}.`,
  rows: ids.map((id) => ({ id })),
});

test("pages become one document, and a table that goes on stays one", async () => {
  const pages = new Map([
    [undefined, { email: EMAIL, asOf, held: [part("fact", 1), part("touchpoint", 1, 2)], next: "a" }],
    ["a", { email: EMAIL, asOf, held: [part("touchpoint", 3)], next: "b" }],
    ["b", { email: EMAIL, asOf, held: [], next: "c" }],
    ["c", { email: EMAIL, asOf, held: [part("touchpoint", 4), part("share", 1)], next: null }],
  ]);
  const whole = await heldOfPerson(async (cursor) => {
    const page = pages.get(cursor);
    if (!page) throw new Error(`No page ${cursor}`);
    return page;
  });
  expect(whole).toEqual({
    email: EMAIL,
    asOf,
    held: [part("fact", 1), part("touchpoint", 1, 2, 3, 4), part("share", 1)],
  });
});
