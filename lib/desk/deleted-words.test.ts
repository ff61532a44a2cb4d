import { expect, it } from "vitest";
import { deletedWords } from "./deleted-words.ts";

it.each([
  ["nothing", [{ table: "touchpoint", rows: 0 }], "nothing went"],
  ["many", [{ table: "touchpoint", rows: 4 }], "4 touchpoints"],
  [
    "one, and more than were counted",
    [
      { table: "look_up", rows: 1 },
      { table: "raw_event", rows: 10_000, orMore: true },
    ],
    "1 look-up, 10,000 or more raw events",
  ],
  ["readings", [{ table: "link_view", rows: 2 }], "2 readings of links"],
])("%s", (_case, tables, words) => expect(deletedWords(tables)).toBe(words));
