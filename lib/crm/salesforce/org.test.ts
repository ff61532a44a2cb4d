import { describe, expect, test } from "vitest";
import { Org } from "../../contract/record.ts";
import { isSandbox } from "../../contract/record-key.ts";
import { orgOf } from "./org.ts";

describe("the org of a host", () => {
  test.each([
    ["acme.lightning.force.com", "acme", false],
    ["acme.my.salesforce.com", "acme", false],
    ["ACME.lightning.force.com", "acme", false],
    ["acme--uat.sandbox.lightning.force.com", "acme--uat.sandbox", true],
    ["acme--uat.sandbox.my.salesforce.com", "acme--uat.sandbox", true],
    ["acme-dev-ed.develop.lightning.force.com", "acme-dev-ed.develop", false],
    ["energy-fox-1.scratch.my.salesforce.com", "energy-fox-1.scratch", false],
    ["wise-otter-dev-ed.trailblaze.lightning.force.com", "wise-otter-dev-ed.trailblaze", false],
    ["orgfarm-1a2b-dev-ed.develop.my.salesforce.com", "orgfarm-1a2b-dev-ed.develop", false],
    ["acme.lightning.force.com.mcas.ms", "acme", false],
    ["acme.my.salesforce.com.mcas.ms", "acme", false],
    ["acme--uat.sandbox.lightning.force.com.mcas.ms", "acme--uat.sandbox", true],
    ["acme.lightning.crmforce.mil", "acme", false],
    ["acme.lightning.force.mil", "acme", false],
    ["acme.my.salesforce.mil", "acme", false],
    ["acme--uat.sandbox.lightning.crmforce.mil", "acme--uat.sandbox", true],
    ["acme.lightning.sfcrmapps.cn", "acme", false],
    ["acme.my.sfcrmproducts.cn", "acme", false],
    ["acme--uat.sandbox.my.sfcrmproducts.cn", "acme--uat.sandbox", true],
  ])("%s is %s (copy: %s)", (host, org, copy) => {
    expect(orgOf(host)).toBe(org);
    expect(isSandbox(org)).toBe(copy);
    expect(Org.safeParse(org).success).toBe(true);
  });

  test.each([
    "login.salesforce.com",
    "login.my.salesforce.com",
    "acme.my.salesforce-setup.com",
    "acme--pkg.vf.force.com",
    "acme.lightning.force.com.evil.example",
    "evil.example",
    "lightning.force.com",
    "a.b.c.lightning.force.com",
    "login.salesforce.mil",
    "acme.lightning.force.com.mcas.ms.evil.example",
    "acme.lightning.force.com.mcas.example",
    "acme.lightning.forceXcom",
    "acme.lightning.force.mil.mcas.ms",
    "acme.lightning.force.cn",
    "lightning.force.com.mcas.ms",
    "acme.setup.sfcrmproducts.cn",
    "-acme.lightning.force.com",
  ])("%s is no org's", (host) => {
    expect(orgOf(host)).toBeNull();
  });
});
