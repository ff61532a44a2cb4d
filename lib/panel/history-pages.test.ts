import { describe, expect, it } from "vitest";
import type { Touchpoint, TouchpointPage } from "../contract/touchpoint.ts";
import { rowsOf, withNewest } from "./history-pages.ts";

/** Rows by their letters, newest first. */
const page = (letters: string, next: string | null = null): TouchpointPage => ({
  items: [...letters].map((id) => ({ id }) as Touchpoint),
  next,
});
const known = (...pages: TouchpointPage[]) => ({
  pages,
  pageParams: pages.map((_, index) => (index === 0 ? null : (pages[index - 1]?.next ?? null))),
});
const lettersOf = (pages: readonly TouchpointPage[]) =>
  rowsOf(pages)
    .map(({ id }) => id)
    .join("");

describe("a newer first page over loaded ones", () => {
  it.each([
    ["nothing new", known(page("def", "f"), page("ghi", "i")), page("def", "f"), "defghi"],
    ["two new", known(page("def", "f"), page("ghi", "i")), page("bcd", "d"), "bcdefghi"],
    ["one that is no longer there", known(page("def", "f"), page("ghi", "i")), page("dfg", "g"), "dfghi"],
    ["more new than a page", known(page("def", "f"), page("ghi", "i")), page("abc", "c"), "abc"],
    ["only the first was loaded", known(page("def", "f")), page("cde", "e"), "cde"],
    ["the whole history fits", known(page("de"), page("fg")), page("cde"), "cdefg"],
  ])("%s", (_case, before, newest, after) => {
    expect(lettersOf(withNewest(before, newest).pages)).toBe(after);
  });

  it("goes on where it was", () => {
    const { pages, pageParams } = withNewest(known(page("def", "f"), page("ghi", "i")), page("cde", "e"));
    expect(pages.at(-1)?.next).toBe("i");
    expect(pageParams).toEqual([null, "f"]);
  });

  it("goes on from the newer page when it begins anew", () => {
    expect(withNewest(known(page("def", "f"), page("ghi", "i")), page("abc", "c"))).toEqual({
      pages: [page("abc", "c")],
      pageParams: [null],
    });
  });
});
