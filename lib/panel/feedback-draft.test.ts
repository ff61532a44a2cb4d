import { expect, it } from "vitest";
import {
  changeOf,
  EMPTY_DRAFT,
  partsOf,
  placeOf,
  saysSomething,
  toggled,
  withTaken,
} from "./feedback-draft.ts";

it.each([
  ["nothing", {}, {}],
  ["blanks", { note: "  ", theirWords: "\n" }, {}],
  ["a page that is none", { page: " 4 to 6 " }, { note: "Page: 4 to 6." }],
  ["the same and a sentence", { page: "0", note: "Old" }, { note: "Page: 0. Old" }],
  ["a page", { page: " 4 " }, { page: 4 }],
  [
    "all",
    { reasons: ["price"], note: " Too dear ", theirWords: "No", taken: ["stage" as const] },
    { reasons: ["price"], note: "Too dear", theirWords: "No", taken: ["stage"] },
  ],
])("a form that says %s", (_name, draft, change) => {
  expect(changeOf({ ...EMPTY_DRAFT, ...draft })).toEqual(change);
  expect(saysSomething({ ...EMPTY_DRAFT, ...draft })).toBe(Object.keys(change).length > 0);
});

it("keeps reasons in the order of the clicks, six at most", () => {
  expect(toggled(["price"], "not_credible")).toEqual(["price", "not_credible"]);
  expect(toggled(["price", "not_credible"], "price")).toEqual(["not_credible"]);
  const six = ["a", "b", "c", "d", "e", "f"];
  expect(toggled(six, "g")).toEqual(six);
});

it("shows what goes along in one order, and takes parts away", () => {
  expect(partsOf({ stage: "Evaluation", name: "Maya Okafor", title: " " })).toEqual([
    { part: "name", words: "Maya Okafor" },
    { part: "stage", words: "Evaluation" },
  ]);
  expect(withTaken(withTaken([], "stage"), "name")).toEqual(["stage", "name"]);
  expect(withTaken(["stage", "name"], "stage")).toEqual(["name"]);
});

it("tells apart what is said of one asset, and not what is said of one sentence", () => {
  const asset = { what: "asset", assetId: "a", version: 1 } as const;
  expect(placeOf(asset, "wrong_fact")).not.toBe(placeOf(asset, "out_of_date"));
  const claim = { what: "claim", claimVersionId: "c" } as const;
  expect(placeOf(claim, "landed")).toBe(placeOf(claim, "fell_flat"));
});
