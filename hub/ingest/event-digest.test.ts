import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CheckedEvent } from "./event.ts";
import { canonicalJson, eventDigest, eventKey, saysTheSame } from "./event-digest.ts";

const event: CheckedEvent = {
  type: "track",
  messageId: "m-1",
  event: "Content Downloaded",
  name: undefined,
  userId: undefined,
  anonymousId: "browser-1",
  groupId: undefined,
  previousId: undefined,
  traits: {},
  properties: { title: "Guide", pages: 12 },
  context: {},
  said: { timestamp: "2026-01-02T03:04:05.000Z", originalTimestamp: undefined, sentAt: undefined },
  body: "",
};
const same = (other: Partial<CheckedEvent>) => {
  const again = { ...event, ...other };
  return saysTheSame(again, eventDigest(again), eventDigest(event));
};

describe("an event under an id that is taken", () => {
  test.each<[string, Partial<CheckedEvent>, boolean]>([
    ["as it was", {}, true],
    ["sent again later", { said: { ...event.said, sentAt: "2026-01-02T04:00:00.000Z" } }, true],
    ["from another library or page", { context: { library: { version: "2" } } }, true],
    ["names in another order", { properties: { pages: 12, title: "Guide" } }, true],
    ["with the user id that the browser has learned since", { userId: "42" }, true],
    ["of another browser", { anonymousId: "browser-2" }, false],
    ["with a user id, of another browser", { userId: "42", anonymousId: "browser-2" }, false],
    [
      "with a user id and another property",
      { userId: "42", properties: { title: "Guide", pages: 13 } },
      false,
    ],
    ["under another name", { event: "Content Viewed" }, false],
    ["of another type", { type: "page" }, false],
    ["at another time", { said: { ...event.said, timestamp: "2026-01-02T03:04:06.000Z" } }, false],
    ["with another trait", { traits: { plan: "pro" } }, false],
  ])("%s", (_, other, expected) => {
    expect(same(other)).toBe(expected);
  });

  test("a known user's event is not the anonymous one of before, nor another user's", () => {
    const known = { ...event, userId: "42" };
    const of = (userId: string | undefined) => {
      const again = { ...event, userId };
      return saysTheSame(again, eventDigest(again), eventDigest(known));
    };
    expect([of("42"), of("43"), of(undefined)]).toEqual([true, false, false]);
  });
});

test("the same JSON in any order of names has one canonical form", () => {
  const shuffled = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(shuffled)
      : typeof value === "object" && value !== null
        ? Object.fromEntries(
            Object.entries(value)
              .reverse()
              .map(([name, inner]) => [name, shuffled(inner)]),
          )
        : value;
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(canonicalJson(shuffled(value))).toBe(canonicalJson(value));
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test("a key is 16 bytes in hex, another for another source or id", () => {
  const key = eventKey("source", "id");
  expect(key).toMatch(/^[0-9a-f]{32}$/);
  for (const [source, id] of [
    ["sourc", "eid"],
    ["source2", "id"],
    ["source", "id2"],
  ] as const) {
    expect(eventKey(source, id)).not.toBe(key);
  }
});
