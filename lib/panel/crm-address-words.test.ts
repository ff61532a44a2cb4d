import { describe, expect, test } from "vitest";
import type { CrmPlace } from "../bridge/messages.ts";
import { familyById } from "../crm/hosts.ts";
import { crmAddress, hostWords } from "./crm-address-words.ts";

const on = (family: string): CrmPlace => ({ family, state: "on", byCompany: false });
const usual = [on("salesforce")];
const PROXIED = "https://acme.lightning.force.com.mcas.ms/lightning/page/home";

describe("an address of a CRM that somebody gives", () => {
  test.each<[string, string, CrmPlace[], string, RegExp]>([
    [
      "an address to ask for",
      PROXIED,
      usual,
      "ask",
      /Microsoft Defender, org acme\. .+ sites of lightning\.force\.com\.mcas\.ms and my\./,
    ],
    [
      "a page of no org",
      "https://login.salesforce.com.mcas.ms/",
      usual,
      "ask",
      /Microsoft Defender\. Your browser/,
    ],
    ["the usual one", "acme.my.salesforce.com", usual, "there", /works there already/],
    [
      "a page without records",
      "https://acme.my.salesforce-setup.com/lightning/setup/SetupOneHome/home",
      usual,
      "there",
      /shows no records.+open a lead or a contact/,
    ],
    ["a page inside pages", "https://acme--c.vf.force.com/apex/x", usual, "there", /shows no records/],
    [
      "a host without end",
      `https://${"crm.".repeat(55)}evil.example/`,
      usual,
      "wrong",
      /^….{68}evil\.example is no address/,
    ],
    ["one that was allowed", PROXIED, [...usual, on("salesforce-defender")], "there", /works there already/],
    [
      "one that was taken away",
      PROXIED,
      [...usual, { family: "salesforce-defender", state: "taken_away", byCompany: false }],
      "ask",
      /Your browser will ask/,
    ],
    [
      "the usual one that was taken away",
      "acme.my.salesforce.com",
      [],
      "ask",
      /This is Salesforce, org acme/,
    ],
    [
      "another CRM",
      "https://app.hubspot.com/contacts",
      usual,
      "wrong",
      /^app\.hubspot\.com is no address .+ tell your admin/,
    ],
    ["a word", "our CRM", usual, "wrong", /not a page's address\. Copy it/],
  ])("%s", (_what, text, places, kind, words) => {
    const address = crmAddress(text, places);
    expect(address.kind).toBe(kind);
    expect("words" in address ? address.words : "").toMatch(words);
  });

  test("nothing is not wrong yet", () => expect(crmAddress("  ", usual)).toEqual({ kind: "empty" }));
});

test("a family's addresses in words", () => {
  const china = familyById("salesforce-china");
  expect(china && hostWords(china)).toBe("lightning.sfcrmapps.cn and my.sfcrmproducts.cn");
});
