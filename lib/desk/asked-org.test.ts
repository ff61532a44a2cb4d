import { expect, test } from "vitest";
import { askedOrg } from "./asked-org.ts";

test.each([
  ["acme--uat.sandbox", "acme--uat.sandbox"],
  [" Acme--UAT.sandbox ", "acme--uat.sandbox"],
  ["acme", "acme"],
  ["https://acme--uat.sandbox.lightning.force.com/lightning/page/home", "acme--uat.sandbox"],
  ["acme--uat.sandbox.my.salesforce.com", "acme--uat.sandbox"],
  ["", undefined],
  ["our sandbox", undefined],
  ["https://login.example/x", undefined],
])("%j is the org %j", (typed, org) => {
  expect(askedOrg(typed)).toBe(org);
});
