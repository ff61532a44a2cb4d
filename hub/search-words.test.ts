import { expect, test } from "vitest";
import { excerptOf } from "./content/excerpts.ts";
import { searchWords, tsquery } from "./search-words.ts";

test.each([
  ["migr", ["migr"], "'migr':*"],
  ["Migration  Guide", ["migration", "guide"], "'migration':* & 'guide':*"],
  ["guide guide", ["guide"], "'guide':*"],
  ["O'Neil & co | !x <-> (y):*", ["o", "neil", "co", "x", "y"], "'o':* & 'neil':* & 'co':* & 'x':* & 'y':*"],
  ["Größe 5 €", ["größe", "5"], "'größe':* & '5':*"],
  ["移行ガイド", ["移行ガイド"], "'移行ガイド':*"],
  ["\\';--\u202e\u0000", [], undefined],
  ["", [], undefined],
])("%j is looked for as %j", (query, words, written) => {
  expect(searchWords(query)).toEqual(words);
  expect(tsquery(words)).toBe(written);
});

test("a novel is cut to eight words of forty letters", () => {
  const words = searchWords(`${"x".repeat(90)} a b c d e f g h i j`);
  expect(words).toHaveLength(8);
  expect(words[0]).toHaveLength(40);
});

test.each([
  ["Cutover in six weeks", ["six"], "Cutover in six weeks"],
  ["Cutover in six weeks", ["none"], "Cutover in six weeks"],
  [
    `${"before ".repeat(30)}the cutover is quick ${"after ".repeat(60)}`,
    ["cutover"],
    expect.stringMatching(/^… (before )+the cutover is quick (after )+…$/),
  ],
  ["recutovered and then a cutover", ["cutover"], "recutovered and then a cutover"],
  [`${"y".repeat(300)} word ${"z".repeat(300)}`, ["word"], expect.stringContaining("word")],
])("around its place in %j", (text, words, expected) => {
  const excerpt = excerptOf(text, words);
  expect(excerpt).toEqual(expected);
  expect(excerpt.length).toBeLessThan(260);
});
