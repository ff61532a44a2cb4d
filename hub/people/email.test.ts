import { describe, expect, it } from "vitest";
import { companyDomain, readEmail } from "./email.ts";
import { readSalesforceId } from "./salesforce-id.ts";

describe("an address", () => {
  it.each([
    ["maya@initech.com", "maya@initech.com"],
    ["  Maya.Okafor@Initech.COM ", "maya.okafor@initech.com"],
    ["mailto:maya@initech.com", "maya@initech.com"],
    ["maya+webinar@initech.com", "maya+webinar@initech.com"],
    ["maya@MÜNCHEN.de", "maya@xn--mnchen-3ya.de"],
    ["maya@xn--mnchen-3ya.de", "maya@xn--mnchen-3ya.de"],
    ["maya@例え.jp", "maya@xn--r8jz45g.jp"],
    ["JOSE\u0301@initech.com", "jos\u00e9@initech.com"],
    ["o'brien@initech.com", "o'brien@initech.com"],
    ["a@b.c.d.initech.co.uk", "a@b.c.d.initech.co.uk"],
  ])("%s is compared as %s", (text, value) => {
    expect(readEmail(text)).toMatchObject({ value, sharedMailbox: false });
  });

  it.each([
    "",
    "maya",
    "maya@",
    "@initech.com",
    "maya@initech",
    "a b@initech.com",
    "a@b@initech.com",
    "maya@initech..com",
    "maya@-.com",
    "Maya <maya@initech.com>",
    '"maya"@initech.com',
    "a,b@initech.com",
    `${"x".repeat(320)}@initech.com`,
    "maya@.com",
    "maya@[10.0.0.1]",
  ])("%s is none", (text) => {
    expect(readEmail(text)).toBeUndefined();
  });

  it("is shown as given", () => {
    expect(readEmail(" Maya@Initech.com ")?.shown).toBe("Maya@Initech.com");
  });

  it.each([
    "info@initech.com",
    "Sales@initech.com",
    "no-reply@x.com",
    "no_reply@x.com",
    "noreply@x.com",
    "customer-service@x.com",
    "vertrieb@x.de",
    "info+de@x.com",
    "sales-emea@x.com",
    "support2@x.com",
    "hello@x.com",
  ])("%s is read by several people", (text) => {
    expect(readEmail(text)?.sharedMailbox).toBe(true);
  });
  it.each([
    "none@none.com",
    "None@None.com",
    "noemail@noemail.com",
    "no-email@initech.com",
    "no_email@initech.com",
    "na@na.com",
    "n-a@none.com",
    "n/a@example.com",
    "unknown@initech.com",
    "test@initech.com",
    "test1@test.com",
    "test@gmail.com",
    "asdf@asdf.com",
    "email@example.com",
    "email@email.com",
    "xx@xx.com",
    "abc@abc.com",
    "a@nomail.org",
    "123@test.co.uk",
    "x@y.invalid",
  ])("%s is a way to say that there is none", (text) => {
    expect(readEmail(text)?.sharedMailbox).toBe(true);
  });
  it.each([
    "na@initech.com",
    "abc@initech.com",
    "xx@initech.com",
    "me@initech.com",
    "maya@example.com",
    "maya.okafor@example.com",
    "maya.okafor@none.com",
    "maya@initech.com.invalid",
    "maya@test.com",
    "unknown.pleasures@initech.com",
    "test.anna@initech.com",
    "maya@maya.com",
  ])("%s can be somebody's", (text) => {
    expect(readEmail(text)?.sharedMailbox).toBe(false);
  });
  it.each([
    "informer@x.com",
    "salesh@x.com",
    "maya.sales@x.com",
    "team.maya@x.com",
    "salesforce.admin.maya@x.com",
    "mail@maya.com",
  ])("%s is read by one", (text) => {
    expect(readEmail(text)?.sharedMailbox).toBe(false);
  });
});

describe("a company's domain", () => {
  it.each([
    ["initech.com", "initech.com"],
    ["eu.mail.initech.co.uk", "initech.co.uk"],
    ["https://www.Initech.com/about?x=1", "initech.com"],
    ["docs.initech.github.io", "initech.github.io"],
    ["münchen.de", "xn--mnchen-3ya.de"],
    ["gmail.com", undefined],
    ["web.de", undefined],
    ["co.uk", undefined],
    ["localhost", undefined],
    ["10.0.0.1", undefined],
    ["", undefined],
    ["not a domain", undefined],
  ])("%s: %s", (host, domain) => {
    expect(companyDomain(host)).toBe(domain);
  });
});

describe("a Salesforce id", () => {
  it.each([
    ["0064F000006lAKh", "0064F000006lAKhQAM"],
    ["0013X00002wGVyC", "0013X00002wGVyCQAW"],
    ["500QO00000Kaijm", "500QO00000KaijmYAB"],
    ["a033k00000QHiqj", "a033k00000QHiqjAAD"],
    ["00Q000000000001EAA", "00Q000000000001EAA"],
    [" 00Q000000000001eaa ", "00Q000000000001EAA"],
    ["00Q000000000001AAA", undefined],
    ["00q000000000001EAA", undefined],
    ["00Q00000000000", undefined],
    ["00Q0000000000011", undefined],
    ["00Q000000000-01", undefined],
    ["", undefined],
  ])("%s: %s", (text, id) => {
    expect(readSalesforceId(text)).toBe(id);
  });
});
