import { describe, expect, it } from "vitest";
import { findCut } from "./heading.ts";

describe("where the heading is, and what parts its cells", () => {
  it.each([
    ["commas", "a,b\nc", { delimiter: ",", skip: 0, line: 1 }],
    ["semicolons", "a;b,c;d\n", { delimiter: ";", skip: 0, line: 1 }],
    ["tabs", "a\tb\n", { delimiter: "\t", skip: 0, line: 1 }],
    ["quotes hide what is in them", '"a;b;c","d"\n', { delimiter: ",", skip: 0, line: 1 }],
    ["a quote that goes on in the next line", 'a,"b\nc;;;;;",d', { delimiter: ",", skip: 0, line: 1 }],
    ["one column", "Email\n", { delimiter: ",", skip: 0, line: 1 }],
    ["blank lines first", "\n \na;b\n", { delimiter: ";", skip: 3, line: 3 }],
    ["it is said", "sep=|\na|b,c\n", { delimiter: "|", skip: 6, line: 2 }],
    ["it is said in quotes", '"SEP=;"\na,b\n', { delimiter: ";", skip: 8, line: 2 }],
  ])("%s", (_case, text, cut) => {
    expect(findCut(text, true)).toEqual(cut);
  });

  it("waits until the line is there", () => {
    expect(findCut("a;b", false)).toBeUndefined();
    expect(findCut("sep=;\n", false)).toBeUndefined();
    expect(findCut("", false)).toBeUndefined();
    expect(findCut("a;b", true)).toEqual({ delimiter: ";", skip: 0, line: 1 });
  });
});
