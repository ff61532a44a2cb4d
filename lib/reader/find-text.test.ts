import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findMatches } from "./find-text.ts";

const found = (text: string, query: string) =>
  findMatches(text, query).map(([from, to]) => text.slice(from, to));

describe("find in a page's text", () => {
  const cases: [text: string, query: string, found: string[]][] = [
    ["Live in six weeks", "six", ["six"]],
    ["Six and SIX", "six", ["Six", "SIX"]],
    ["Über die Fläche", "uber", ["Über"]],
    ["uber", "Über", ["uber"]],
    ["cafe\u0301 noir", "café", ["cafe\u0301"]],
    ["e\ufb03cient", "efficient", ["e\ufb03cient"]],
    ["a\ufb01rst", "first", ["\ufb01rst"]],
    ["two\n  lines", "two lines", ["two\n  lines"]],
    ["soft\u00adhyphen", "softhyphen", ["soft\u00adhyphen"]],
    ["a 𝒳 b", "b", ["b"]],
    ["aaaa", "aa", ["aa", "aa"]],
    ["(a+b) [x]", "(a+b)", ["(a+b)"]],
    ["anything", "", []],
    ["anything", "   ", []],
    ["", "x", []],
    ["日本語の文書", "文書", ["文書"]],
  ];
  it.each(cases)("%j has %j", (text, query, expected) => expect(found(text, query)).toEqual(expected));

  it("stays inside the text, in order, whatever the text", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }),
        fc.string({ unit: "binary", maxLength: 3 }),
        (text, query) => {
          let last = 0;
          for (const [from, to] of findMatches(text, query)) {
            expect(from).toBeGreaterThanOrEqual(last);
            expect(to).toBeLessThanOrEqual(text.length);
            expect(to).toBeGreaterThanOrEqual(from);
            last = from;
          }
        },
      ),
    );
  });
});
