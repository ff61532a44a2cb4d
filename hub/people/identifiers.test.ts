import { describe, expect, it } from "vitest";
import { identifierKey, mentionOf } from "./identifiers.ts";

const production = { id: "src", org: "acme" };
const anyOrg = { id: "src", org: null };
const sandbox = { id: "src", org: "acme--uat.sandbox" };

function names(fields: object, source = anyOrg as { id: string; org: string | null }) {
  const mention = mentionOf(
    {
      type: "track",
      userId: undefined,
      anonymousId: undefined,
      previousId: undefined,
      traits: {},
      properties: {},
      context: {},
      ...fields,
    },
    source,
    1,
  );
  const name = (identifier: Parameters<typeof identifierKey>[0]) =>
    identifierKey(identifier).replaceAll("\n", "|");
  return {
    claims: mention.claims.map(name),
    joining: mention.joining.map(name),
    bearer: mention.bearer && name(mention.bearer),
  };
}

describe("whom an event speaks of", () => {
  it.each([
    [
      "a user id",
      { userId: "u" },
      anyOrg,
      { claims: ["user_id|src|u"], joining: [], bearer: "user_id|src|u" },
    ],
    [
      "a user id that is an address",
      { userId: "Maya@X.com" },
      anyOrg,
      { claims: ["email||maya@x.com"], joining: [], bearer: "email||maya@x.com" },
    ],
    [
      "an address in the traits",
      { type: "identify", userId: "u", traits: { email: "a@x.com" } },
      anyOrg,
      { claims: ["user_id|src|u", "email||a@x.com"], joining: [], bearer: "user_id|src|u" },
    ],
    [
      "an address in the context",
      { userId: "u", context: { traits: { email: "a@x.com" } } },
      anyOrg,
      { claims: ["user_id|src|u", "email||a@x.com"], joining: [], bearer: "user_id|src|u" },
    ],
    [
      "one address said twice",
      { userId: "a@x.com", traits: { email: "A@X.com" } },
      anyOrg,
      { claims: ["email||a@x.com"], joining: [], bearer: "email||a@x.com" },
    ],
    [
      "two addresses",
      { userId: "a@x.com", traits: { email: "b@x.com" } },
      anyOrg,
      { claims: ["email||a@x.com", "email||b@x.com"], joining: [], bearer: "email||a@x.com" },
    ],
    [
      "an address among the properties, without a user",
      { anonymousId: "b", properties: { email: "a@x.com" } },
      anyOrg,
      { claims: ["email||a@x.com"], joining: [], bearer: "email||a@x.com" },
    ],
    [
      "an address among the properties, with one",
      { userId: "u", properties: { email: "friend@x.com" } },
      anyOrg,
      { claims: ["user_id|src|u"], joining: [], bearer: "user_id|src|u" },
    ],
    ["a browser", { anonymousId: "b" }, anyOrg, { claims: [], joining: [], bearer: "anonymous_id|src|b" }],
    [
      "a browser on identify",
      { type: "identify", userId: "u", anonymousId: "b" },
      anyOrg,
      { claims: ["user_id|src|u"], joining: ["anonymous_id|src|b"], bearer: "user_id|src|u" },
    ],
    [
      "a record of a named org",
      { type: "identify", userId: "u", traits: { salesforceId: "00Q000000000001" } },
      production,
      {
        claims: ["crm_record|salesforce:acme|00Q000000000001EAA", "user_id|src|u"],
        joining: [],
        bearer: "user_id|src|u",
      },
    ],
    [
      "a record of any org",
      { type: "identify", traits: { salesforceId: "00Q000000000001EAA" } },
      anyOrg,
      {
        claims: ["crm_record|salesforce:*|00Q000000000001EAA"],
        joining: [],
        bearer: "crm_record|salesforce:*|00Q000000000001EAA",
      },
    ],
    [
      "a sandbox's record and address",
      { type: "identify", traits: { salesforceId: "00Q000000000001EAA", email: "a@x.com" } },
      sandbox,
      {
        claims: [
          "crm_record|salesforce:acme--uat.sandbox|00Q000000000001EAA",
          "email|salesforce:acme--uat.sandbox|a@x.com",
        ],
        joining: [],
        bearer: "email|salesforce:acme--uat.sandbox|a@x.com",
      },
    ],
    [
      "a record with a wrong checksum",
      { type: "identify", userId: "u", traits: { salesforceId: "00Q000000000001AAA" } },
      anyOrg,
      { claims: ["user_id|src|u"], joining: [], bearer: "user_id|src|u" },
    ],
    [
      "the record of an account",
      { type: "identify", userId: "u", traits: { salesforceId: "0013X00002wGVyCQAW" } },
      anyOrg,
      { claims: ["user_id|src|u"], joining: [], bearer: "user_id|src|u" },
    ],
    [
      "an account and a contact",
      {
        type: "identify",
        traits: { salesforceId: "0013X00002wGVyCQAW", salesforceContactId: "003000000000001AAA" },
      },
      anyOrg,
      {
        claims: ["crm_record|salesforce:*|003000000000001AAA"],
        joining: [],
        bearer: "crm_record|salesforce:*|003000000000001AAA",
      },
    ],
    [
      "a group, whose traits are a company's",
      { type: "group", userId: "u", traits: { email: "office@x.com" } },
      anyOrg,
      { claims: ["user_id|src|u"], joining: [], bearer: "user_id|src|u" },
    ],
    [
      "an alias of a browser or an older id",
      { type: "alias", userId: "u", previousId: "p" },
      anyOrg,
      {
        claims: ["user_id|src|u", "user_id|src|p"],
        joining: ["anonymous_id|src|p"],
        bearer: "user_id|src|u",
      },
    ],
    [
      "an alias of an address",
      { type: "alias", userId: "u", previousId: "a@x.com" },
      anyOrg,
      { claims: ["user_id|src|u", "email||a@x.com"], joining: [], bearer: "user_id|src|u" },
    ],
    ["nobody", { traits: { email: "not one" } }, anyOrg, { claims: [], joining: [], bearer: undefined }],
  ])("%s", (_case, fields, source, expected) => {
    expect(names(fields, source)).toEqual(expected);
  });

  it.each([
    "SalesforceId",
    "Salesforce ID",
    "salesforce_id",
    "salesforceLeadId",
    "salesforce_lead_id",
    "sfdcId",
    "sfdc_id",
    "sfdc_lead_id",
  ])("reads a record under %s", (trait) => {
    expect(names({ userId: "u", context: { traits: { [trait]: "00Q000000000001EAA" } } }).claims).toEqual([
      "crm_record|salesforce:*|00Q000000000001EAA",
      "user_id|src|u",
    ]);
  });

  it("says of an address whether several people read it", () => {
    const { claims, subject } = mentionOf(
      {
        type: "identify",
        userId: "info@x.com",
        anonymousId: undefined,
        previousId: undefined,
        traits: {},
        properties: {},
        context: {},
      },
      anyOrg,
      1,
    );
    expect(subject).toBeUndefined();
    expect(claims[0]?.sharedMailbox).toBe(true);
  });
});
