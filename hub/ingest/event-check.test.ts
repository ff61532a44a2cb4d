import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkEvent } from "./event-check.ts";
import { canonicalJson, eventDigest, eventKey } from "./event-digest.ts";

const about = (type?: string) => ({ type, sentAt: "S", depth: 100, saysWho: () => false });
const event = { type: "track", event: "A", messageId: "m", userId: "u" };

/** The event as it is kept; throws if it was rejected. */
function keep(value: unknown, type?: string) {
  const checked = checkEvent(value, about(type));
  if (!checked.ok) throw new Error(checked.reason);
  return checked.event;
}

describe("one event", () => {
  it("is kept with what it says, and its batch's sentAt", () => {
    expect(keep({ ...event, properties: { a: 1 }, timestamp: "T" })).toEqual({
      messageId: "m",
      type: "track",
      event: "A",
      name: undefined,
      userId: "u",
      anonymousId: undefined,
      groupId: undefined,
      previousId: undefined,
      traits: {},
      properties: { a: 1 },
      context: {},
      said: { timestamp: "T", originalTimestamp: undefined, sentAt: "S" },
      body: JSON.stringify({ ...event, properties: { a: 1 }, timestamp: "T" }),
    });
  });

  it.each([
    ["ids that are numbers", { ...event, userId: 7 }, { userId: "7" }],
    ["a type in capitals", { ...event, type: " TRACK " }, { type: "track" }],
    ["no type of its own", { ...event, type: undefined }, { type: "track" }],
    ["a sentAt of its own", { ...event, sentAt: "own" }, { said: { sentAt: "own" } }],
    [
      "properties that are none",
      { ...event, properties: [1], traits: "x", context: null },
      { properties: {}, traits: {}, context: {} },
    ],
    [
      "an emoji and an escape that is text",
      { ...event, event: "😀 \\u0000 \\ud800" },
      { event: "😀 \\u0000 \\ud800" },
    ],
    ["64 levels", { ...event, properties: { deep: JSON.parse(`${"[".repeat(62)}${"]".repeat(62)}`) } }, {}],
  ])("%s is fine", (_what, value, kept) => {
    expect(keep(value, "track")).toMatchObject(kept);
  });

  it("whose id cannot be kept gives none to the record of it", () => {
    expect(checkEvent({ ...event, messageId: "a\0" }, about())).toMatchObject({
      ok: false,
      messageId: undefined,
    });
    expect(checkEvent({ ...event, type: "x" }, about())).toMatchObject({ ok: false, messageId: "m" });
  });

  it("without ids is kept if it says who all the same", () => {
    const nobody = { ...event, userId: undefined };
    expect(checkEvent(nobody, about()).ok).toBe(false);
    expect(checkEvent(nobody, { ...about(), saysWho: () => true }).ok).toBe(true);
  });

  it("never makes the check fail, and what is kept holds no NUL and no half character", () => {
    const text = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("\0", "\ud800", "a"));
    const value = fc.oneof(fc.jsonValue(), fc.dictionary(text, text), text);
    fc.assert(
      fc.property(fc.record({ event: value, userId: value, traits: value, properties: value }), (fields) => {
        const checked = checkEvent({ ...event, ...fields }, about());
        const hasNone = (part: unknown): boolean =>
          typeof part === "string"
            ? !/\0|\p{Surrogate}/u.test(part)
            : typeof part !== "object" || part === null || Object.entries(part).flat().every(hasNone);
        if (checked.ok) expect(hasNone(JSON.parse(checked.event.body))).toBe(true);
        else expect(checked.reason).not.toBe("");
      }),
      { numRuns: 300 },
    );
  });
});

describe("what an event is known by", () => {
  it("is its source and its messageId", () => {
    expect(eventKey("a", "b")).toHaveLength(16);
    expect(eventKey("a", "b")).toEqual(eventKey("a", "b"));
    expect(eventKey("a", "b")).not.toEqual(eventKey("a\0b", ""));
    expect(eventKey("a", "bc")).not.toEqual(eventKey("ab", "c"));
  });

  const digest = (fields: object) => eventDigest(keep({ ...event, ...fields })).toString("hex");
  it.each([
    ["sentAt", { sentAt: "other" }],
    ["context", { context: { ip: "1" } }],
    ["what the transport adds", { integrations: {}, _metadata: { n: 1 }, receivedAt: "x", writeKey: "k" }],
    ["the order of names", { properties: { b: 1, a: { d: 1, c: 2 } } }],
  ])("%s does not make another event", (_what, fields) => {
    const same = "properties" in fields ? { properties: { a: { c: 2, d: 1 }, b: 1 } } : {};
    expect(digest(fields)).toBe(digest(same));
  });
  it.each([
    ["type", { type: "page" }],
    ["event", { event: "B" }],
    ["name", { name: "N" }],
    ["userId", { userId: "v" }],
    ["anonymousId", { anonymousId: "u" }],
    ["groupId", { groupId: "g" }],
    ["traits", { traits: { a: 1 } }],
    ["properties", { properties: { a: 1 } }],
    ["a list's order", { properties: { a: [2, 1] } }],
    ["timestamp", { timestamp: "2026-01-01" }],
    ["RudderStack's timestamp", { originalTimestamp: "2026-01-02" }],
  ])("%s does", (_what, fields) => {
    expect(digest(fields)).not.toBe(digest({}));
  });

  it("has one JSON for one value", () => {
    const shuffled = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(shuffled);
      if (typeof value !== "object" || value === null) return value;
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([name, inner]) => [name, shuffled(inner)]),
      );
    };
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        expect(canonicalJson(shuffled(one))).toBe(canonicalJson(one));
        expect(JSON.parse(canonicalJson(one))).toEqual(JSON.parse(JSON.stringify(one)));
        if (canonicalJson(one) === canonicalJson(other)) expect(one).toEqual(other);
      }),
    );
  });
});
