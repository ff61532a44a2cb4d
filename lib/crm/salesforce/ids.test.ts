import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { eighteen } from "./ids.ts";

const fifteen = fc.string({
  unit: fc.constantFrom(..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"),
  minLength: 15,
  maxLength: 15,
});

describe("the 18-character form of an id", () => {
  test.each([
    // Public ids whose suffix Salesforce itself made.
    ["0064F000006lAKh", "0064F000006lAKhQAM"],
    ["0013X00002wGVyC", "0013X00002wGVyCQAW"],
    ["500QO00000Kaijm", "500QO00000KaijmYAB"],
    ["a033k00000QHiqj", "a033k00000QHiqjAAD"],
    ["00Q000000000001", "00Q000000000001EAA"],
    ["00Q000000000001EAA", "00Q000000000001EAA"],
    ["001000000000001AAA", "001000000000001AAA"],
  ])("%s is %s", (id, expected) => {
    expect(eighteen(id)).toBe(expected);
  });

  test.each([
    ["folded to small letters", "0064f000006lakhqam", "0064F000006lAKhQAM"],
    ["folded to capitals", "0064F000006LAKHQAM", "0064F000006lAKhQAM"],
  ])("is repaired when it was %s", (_what, id, expected) => {
    expect(eighteen(id)).toBe(expected);
  });

  test.each([
    ["a suffix that does not agree", "0064F000006lAKhAAA"],
    ["the popular false one with a capital Q", "00Q0000000000a1AAA"],
    ["a suffix that makes a digit a capital", "001000000000001BAA"],
    ["sixteen characters", "0064F000006lAKhQ"],
    ["a hyphen", "0064F-00006lAKh"],
    ["nothing", ""],
  ])("is none for %s", (_what, id) => {
    expect(eighteen(id)).toBeNull();
  });

  test("comes back from any folding, and is its own 18-character form", () => {
    fc.assert(
      fc.property(fifteen, (id) => {
        const full = eighteen(id) ?? "";
        expect(full).toHaveLength(18);
        expect(eighteen(full)).toBe(full);
        expect(eighteen(full.toLowerCase())).toBe(full);
        expect(eighteen(full.toUpperCase())).toBe(full);
      }),
    );
  });

  test("is refused when one letter's case was mistaken", () => {
    fc.assert(
      fc.property(fifteen, fc.nat(14), (id, at) => {
        const full = eighteen(id) ?? "";
        const letter = full.charAt(at);
        const other = letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
        const mistaken = full.slice(0, at) + other + full.slice(at + 1);
        const folded = mistaken === mistaken.toLowerCase() || mistaken === mistaken.toUpperCase();
        fc.pre(other !== letter && !folded);
        expect(eighteen(mistaken)).toBeNull();
      }),
    );
  });
});
