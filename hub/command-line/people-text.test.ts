import { expect, test } from "vitest";
import type { Conflict, ListedPerson, Merge } from "../../lib/contract/person.ts";
import { conflictText, mergesText, personText } from "./people-text.ts";

const at = "2026-11-20T10:00:00.000Z";
const name = (kind: "email" | "user_id", value: string): ListedPerson["identities"][number] => ({
  kind,
  value,
  where: kind === "email" ? "" : "Website",
  shared: false,
  since: at,
  by: "event",
  why: "identify",
  touchpoints: 3,
  lastAt: at,
});
const person = (who: string, identities: ListedPerson["identities"]): ListedPerson => ({
  id: `id-of-${who}`,
  name: who,
  title: "VP",
  company: null,
  createdAt: at,
  touchpoints: 1_200,
  firstAt: at,
  lastAt: at,
  sources: ["Website"],
  identityCount: 60,
  identities,
});

test("a person at a glance, with no control characters of theirs", () => {
  expect(personText(person("Ann\u001b[31m", [name("email", "ann@x.com")])).split("\n")).toEqual([
    "Ann[31m, VP",
    expect.stringMatching(/^ {2}id id-of-Ann/),
    "  1,200 touchpoints, 2026-11-20 to 2026-11-20; told by Website",
    "                      Where  Since       By        Why       Touchpoints  Last",
    "  Address  ann@x.com         2026-11-20  an event  identify            3  2026-11-20",
    "  and 59 more",
  ]);
});

test("a conflict says what speaks for either side", () => {
  const sides = [
    {
      identity: name("user_id", "u1"),
      person: person("Ann", [name("email", "ann@x.com"), name("user_id", "u1")]),
    },
    { identity: name("email", "bob@y.com"), person: person("Bob", [name("email", "bob@y.com")]) },
  ];
  const conflict: Conflict = {
    ...{ id: "7", kind: "user_id", at, count: 2, why: "two persons", sides },
    ...{ resolvedAt: at, resolution: "kept_apart" },
  };
  const text = conflictText(conflict);
  expect(text).toContain(
    "Conflict 7: One user id, two addresses (two persons), said 2 times since 2026-11-20; kept apart",
  );
  expect(text).toContain("User id u1 is Ann, VP");
  expect(text).toContain("address ann@x.com, user id u1");
  expect(text).toContain("Address bob@y.com is Bob, VP");
});

test("a merge that was undone says so", () => {
  const merge: Merge = {
    ...{ id: "m", from: "a", into: "b", fromName: null, intoName: "Bob", by: "event", author: null },
    ...{ why: "An event said so.", at, undoneAt: at },
  };
  expect(mergesText([merge])).toMatch(/a +Bob +an event +An event said so. Undone 2026-11-20. +m$/);
});
