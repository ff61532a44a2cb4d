import { expect, it } from "vitest";
import { type MergeEdge, partOf } from "./merge-tree.ts";

const edge = (id: string, from: string, into: string): MergeEdge => ({
  id,
  from_home: from,
  into_home: into,
  from_person: from,
  into_person: into,
});
const TREE = [edge("1", "a", "b"), edge("2", "b", "c"), edge("3", "d", "b"), edge("4", "e", "d")];

it.each([
  ["1", "a", "a"],
  ["1", "b", "bcde"],
  ["2", "b", "abde"],
  ["2", "c", "c"],
  ["3", "d", "de"],
  ["4", "e", "e"],
  ["none of them", "e", "abcde"],
])("without merge %s, %s is one with %s", (without, start, part) => {
  expect([...partOf(start, TREE, without)].sort().join("")).toBe(part);
});
