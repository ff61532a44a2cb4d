import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Identifier, identifierKey, type Mention, mentionOf } from "./identifiers.ts";
import { type Claim, decide, decideBrowser, type PersonKnown } from "./identity-rules.ts";
import type { Identities } from "./identity-state.ts";
import { finalPerson, LinkDecisions } from "./link-decisions.ts";

const person = (id: string, hasAddress: boolean, since = 1): PersonKnown => ({ id, hasAddress, since });
const claim = (identity: string, owner?: PersonKnown): Claim<string> => ({ identity, person: owner });
const ann = person("ann", true);
const bob = person("bob", true);
const noAddress = person("x", false, 2);
const newer = person("y", false, 3);

describe("what one event's identifiers mean", () => {
  it.each([
    ["nothing named", [], { do: "nothing" }],
    ["all new: a person", [claim("R"), claim("U"), claim("E")], { do: "create", link: ["R", "U", "E"] }],
    ["all known as one", [claim("U", ann), claim("E", ann)], { do: "nothing" }],
    [
      "a new address of a known user",
      [claim("U", ann), claim("E2")],
      { do: "link", person: "ann", link: ["E2"] },
    ],
    [
      "a new record of a known address",
      [claim("R"), claim("E", ann)],
      { do: "link", person: "ann", link: ["R"] },
    ],
    [
      "a user without an address, and somebody with one",
      [claim("U", noAddress), claim("E", ann)],
      { do: "merge", into: "ann", from: ["x"], link: [] },
    ],
    [
      "two without an address: who is known longest",
      [claim("U", newer), claim("R", noAddress), claim("E")],
      { do: "merge", into: "x", from: ["y"], link: ["E"] },
    ],
    [
      "three, one with an address",
      [claim("R", newer), claim("U", noAddress), claim("E", bob)],
      { do: "merge", into: "bob", from: ["x", "y"], link: [] },
    ],
    [
      "two with addresses: nobody decides",
      [claim("U", ann), claim("E", bob)],
      { do: "conflict", between: [claim("U", ann), claim("E", bob)] },
    ],
    [
      "and nothing new is bound to either",
      [claim("R"), claim("U", ann), claim("E", bob)],
      { do: "conflict", between: [claim("U", ann), claim("E", bob)] },
    ],
    [
      "nor a third one merged",
      [claim("R", noAddress), claim("U", ann), claim("E", bob)],
      { do: "conflict", between: [claim("U", ann), claim("E", bob)] },
    ],
    [
      "two who are only now made: the smaller id, to be the same everywhere",
      [claim("U", person("b", false, Infinity)), claim("R", person("a", false, Infinity))],
      { do: "merge", into: "a", from: ["b"], link: [] },
    ],
  ])("%s", (_case, claims, decision) => {
    expect(decide(claims)).toEqual(decision);
  });

  it.each([
    ["kept apart", [claim("U", noAddress), claim("R", newer)], "x y", "conflict"],
    [
      "kept apart, and a third",
      [claim("U", noAddress), claim("E", ann), claim("R", newer)],
      "x y",
      "conflict",
    ],
    ["others kept apart", [claim("U", noAddress), claim("E", ann)], "x y", "merge"],
    ["one of them alone", [claim("U", noAddress), claim("E")], "x y", "link"],
  ])("by an admin's word they are two: %s", (_case, claims, apart, what) => {
    const areApart = (one: PersonKnown, other: PersonKnown) =>
      [`${one.id} ${other.id}`, `${other.id} ${one.id}`].includes(apart);
    expect(decide(claims, areApart).do).toBe(what);
  });

  it.each([
    [undefined, "ann", "link"],
    ["ann", "ann", "nothing"],
    ["bob", "ann", "new epoch"],
  ])("a browser of %s, on which %s identifies: %s", (owner, who, what) => {
    expect(decideBrowser(owner, who)).toBe(what);
  });
});

describe("many events", () => {
  const event = (fields: object) => ({
    type: "track",
    userId: undefined,
    anonymousId: undefined,
    previousId: undefined,
    traits: {},
    properties: {},
    context: {},
    ...fields,
  });
  const source = { id: "s", org: null };

  function add(identities: Identities, identifier: Identifier): void {
    const key = identifierKey(identifier);
    if (identities.has(key)) return;
    identities.set(key, {
      identifier,
      id: identities.size + 1,
      epoch: 0,
      person: undefined,
      home: undefined,
      confirmed: false,
      sharedWith: new Set(),
    });
  }

  /** Takes mentions in order, without a database; who ends up with whom, as sorted groups of identifiers. */
  function groupsAfter(mentions: Mention[]): string[][] {
    const identities: Identities = new Map();
    for (const { claims, joining } of mentions)
      for (const one of [...claims, ...joining]) add(identities, one);
    const decisions = new LinkDecisions(identities);
    for (const mention of mentions) decisions.take(mention);
    const groups = new Map<string, string[]>();
    for (const { identifier, person: owner } of identities.values()) {
      const id = finalPerson(owner)?.id ?? "nobody";
      groups.set(id, [...(groups.get(id) ?? []), `${identifier.kind} ${identifier.value}`].sort());
    }
    return [...groups.values()].sort();
  }

  // A person with one address, two user ids, two records and a browser; an event names some of them.
  const mentionArbitrary = fc
    .record({
      who: fc.integer({ min: 0, max: 3 }),
      user: fc.integer({ min: 0, max: 2 }),
      record: fc.integer({ min: 0, max: 2 }),
      email: fc.boolean(),
      browser: fc.boolean(),
    })
    .map(({ who, user, record, email, browser }) =>
      event({
        type: "identify",
        userId: user === 0 ? undefined : `user-${who}-${user}`,
        anonymousId: browser ? `browser-${who}` : undefined,
        traits: {
          ...(email ? { email: `person-${who}@initech.com` } : {}),
          ...(record === 0 ? {} : { salesforceId: `00Q00000000${who}00${record}` }),
        },
      }),
    );
  const mentions = (events: ReturnType<typeof event>[]) =>
    events.map((said, n) => mentionOf(said, source, n));

  it("group the same in any order, where everybody has one address", () => {
    fc.assert(
      fc.property(
        fc.array(mentionArbitrary, { maxLength: 25 }),
        fc.infiniteStream(fc.nat()),
        (events, ranks) => {
          // A browser joins whoever is known by then, and so needs an event that names somebody.
          const naming = events.filter((said) => said.userId || Object.keys(said.traits).length > 0);
          const shuffled = naming
            .map((said) => ({ said, rank: ranks.next().value }))
            .sort((a, b) => a.rank - b.rank)
            .map(({ said }) => said);
          const withoutBrowsers = (groups: string[][]) =>
            groups.map((group) => group.filter((name) => !name.startsWith("anonymous"))).sort();
          expect(withoutBrowsers(groupsAfter(mentions(shuffled)))).toEqual(
            withoutBrowsers(groupsAfter(mentions(naming))),
          );
        },
      ),
    );
  });

  it("tell of each link whose it would be, had nobody been merged", () => {
    const said = [
      event({ userId: "late" }),
      event({ userId: "ann@initech.com" }),
      event({ type: "identify", userId: "late", traits: { email: "ann@initech.com" } }),
      event({ type: "identify", userId: "late", anonymousId: "browser" }),
      event({ type: "identify", userId: "ann@initech.com", anonymousId: "other browser" }),
    ];
    const identities: Identities = new Map();
    const all = mentions(said);
    for (const { claims, joining } of all) for (const one of [...claims, ...joining]) add(identities, one);
    const decisions = new LinkDecisions(identities);
    expect(all.map((mention) => decisions.take(mention))).toEqual([
      "created",
      "created",
      "linked",
      "linked",
      "linked",
    ]);
    const homes = new Map([...identities.values()].map(({ identifier, home }) => [identifier.value, home]));
    expect(homes.get("browser")).toBe(homes.get("late"));
    expect(homes.get("other browser")).toBe(homes.get("ann@initech.com"));
    expect(homes.get("late")).not.toBe(homes.get("ann@initech.com"));
    expect(decisions.merges).toMatchObject([
      { fromHome: homes.get("late"), intoHome: homes.get("ann@initech.com"), origin: { event: 2 } },
    ]);
  });

  it("never put two addresses of two people together", () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ user: fc.integer({ min: 0, max: 4 }), email: fc.integer({ min: 0, max: 4 }) }), {
          maxLength: 30,
        }),
        (pairs) => {
          // Addresses that each belonged to somebody before any event named two of them.
          const first = [0, 1, 2, 3, 4].map((n) => event({ userId: `person-${n}@initech.com` }));
          const events = pairs.map(({ user, email }) =>
            event({ type: "identify", userId: `u${user}`, traits: { email: `person-${email}@initech.com` } }),
          );
          for (const group of groupsAfter(mentions([...first, ...events]))) {
            expect(group.filter((name) => name.startsWith("email ")).length).toBeLessThanOrEqual(1);
          }
        },
      ),
    );
  });
});
