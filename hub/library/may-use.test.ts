import { expect, test } from "vitest";
import { mayUse } from "./may-use.ts";

const [emea, apac] = ["emea", "apac"];
test.each([
  ["all", [], "rep", [], true],
  ["teams", [emea], "rep", [], false],
  ["teams", [emea], "rep", [apac], false],
  ["teams", [emea, apac], "rep", [apac], true],
  ["teams", [], "rep", [emea], false],
  ["marketing", [], "rep", [emea], false],
  // A team that was chosen earlier counts only while teams do.
  ["marketing", [emea], "rep", [emea], false],
  ["teams", [emea], "marketer", [], true],
  ["marketing", [], "marketer", [], true],
  ["marketing", [], "admin", [], true],
] as const)("for %s of %j, a %s of %j: %s", (audience, teams, role, own, expected) => {
  expect(mayUse({ audience, teams: new Set(teams) }, { role, teams: new Set(own) })).toBe(expected);
});
