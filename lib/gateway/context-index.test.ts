import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ContextIndex, shown } from "./context-index.ts";

const at = (key: string) => ({ key, seenAt: "2026-11-22T10:00:00.000Z" });
const keys = (index: ContextIndex): string => index.map(({ key }) => key).join("");

describe("the index of kept contexts", () => {
  test.each([
    ["a first one", "", "a", "a", ""],
    ["a new one goes to the front", "bc", "a", "abc", ""],
    ["a known one moves to the front", "abc", "c", "cab", ""],
    ["the one longest unseen goes", "abc", "d", "dab", "c"],
  ])("%s", (_what, before, key, after, dropped) => {
    const next = shown([...before].map(at), at(key), 3);
    expect(keys(next.index)).toBe(after);
    expect(next.dropped.join("")).toBe(dropped);
  });

  test("never holds more than it may, nor one twice", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(..."abcdefgh")),
        fc.integer({ min: 1, max: 5 }),
        (visits, most) => {
          let index: ContextIndex = [];
          for (const key of visits) index = shown(index, at(key), most).index;
          const held = index.map(({ key }) => key);
          expect(held.length).toBeLessThanOrEqual(most);
          expect(new Set(held).size).toBe(held.length);
          expect(held[0]).toBe(visits.at(-1));
        },
      ),
    );
  });
});
