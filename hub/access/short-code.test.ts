import { describe, expect, test } from "vitest";
import { newCode } from "../secret.ts";
import { newShortCode, readShortCode } from "./short-code.ts";

describe("a short code", () => {
  test.each([
    ["as shown", "7KQF-92MD", "7KQF92MD"],
    ["in small letters", "7kqf-92md", "7KQF92MD"],
    ["without its dash", "7KQF92MD", "7KQF92MD"],
    ["with spaces around and between", "  7k qf 92 md\t", "7KQF92MD"],
    ["with a dash that a program made of it", "7KQF–92MD", "7KQF92MD"],
    ["O for 0, I and L for 1", "oO0i-IlL1", "00011111"],
  ])("is read %s", (_how, typed, code) => {
    expect(readShortCode(typed)).toBe(code);
  });

  test.each([
    ["nothing", ""],
    ["too short", "7KQF-92M"],
    ["too long", "7KQF-92MDX"],
    ["with a letter that no code has", "7KQF-92MU"],
    ["an invitation's code", newCode()],
    ["other digits", "٧KQF-92MD"],
    ["a NUL", "7KQF\u000092MD"],
  ])("is not %s", (_what, typed) => {
    expect(readShortCode(typed)).toBeUndefined();
  });

  test("is shown in two groups, each of its own symbols, and never twice the same", () => {
    const codes = Array.from({ length: 2_000 }, newShortCode);
    for (const code of codes) {
      expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
      expect(readShortCode(code)).toBe(code.replace("-", ""));
    }
    expect(new Set(codes).size).toBe(codes.length);
    expect(new Set(codes.join("").replaceAll("-", "")).size).toBe(32);
  });
});
