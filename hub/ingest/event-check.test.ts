import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkEvent } from "./event-check.ts";

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

  it("counts a word for nothing as no id, and says so where no other is left", () => {
    expect(keep({ ...event, userId: "undefined", anonymousId: "b" })).toMatchObject({
      userId: undefined,
      anonymousId: "b",
    });
    const nil = "00000000-0000-0000-0000-000000000000";
    for (const nobody of [{ userId: " Null " }, { userId: undefined, anonymousId: nil }]) {
      expect(checkEvent({ ...event, ...nobody }, about())).toMatchObject({
        ok: false,
        reason: expect.stringMatching(/Its (userId|anonymousId) is a word for nothing/),
      });
    }
    expect(checkEvent({ ...event, type: "alias", previousId: "null" }, about())).toMatchObject({ ok: false });
    expect(checkEvent({ ...event, type: "group", groupId: "null" }, about())).toMatchObject({ ok: false });
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
