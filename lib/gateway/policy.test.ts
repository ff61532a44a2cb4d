import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { forbids, policyFrom } from "./policy.ts";

const NONE = { hub: null, noHub: false, emailHint: null, families: [], problems: [] };
const idsOf = (managed: unknown) => policyFrom(managed).families.map(({ id }) => id);

describe("a company's policy", () => {
  test.each([
    ["nothing", {}],
    ["no object", "hubUrl"],
    ["null", null],
    ["what a later version knows", { colour: "blue" }],
  ])("of %s says nothing", (_what, managed) => expect(policyFrom(managed)).toEqual(NONE));

  test.each([
    ["https://leadside.acme.example", "https://leadside.acme.example"],
    [" https://Leadside.ACME.example/ ", "https://leadside.acme.example"],
    ["https://acme.example:8443/leadside//", "https://acme.example:8443/leadside"],
    ["http://127.0.0.1:8787", "http://127.0.0.1:8787"],
    ["http://localhost:8787/", "http://localhost:8787"],
  ])("with hubUrl %s names %s", (hubUrl, hub) => {
    expect(policyFrom({ hubUrl })).toEqual({ ...NONE, hub });
  });

  test.each([
    "http://leadside.acme.example",
    "leadside.acme.example",
    "javascript://leadside",
    "https://sam:secret@leadside.acme.example",
    "https://leadside.acme.example/?a=b",
    "https://leadside.acme.example/join#code",
    "",
    7,
  ])("with hubUrl %s says that this browser connects to none", (hubUrl) => {
    const policy = policyFrom({ hubUrl });
    const { hub, noHub, problems } = policy;
    expect({ hub, noHub }).toEqual({ hub: null, noHub: true });
    expect(forbids(policy, "https://leadside.acme.example")).toBe(true);
    expect(problems).toEqual([expect.stringContaining("hubUrl")]);
  });

  test("forbids every hub but the one it names, and none where it names none", () => {
    const acme = "https://leadside.acme.example";
    expect(forbids(policyFrom({ hubUrl: `${acme}/` }), acme)).toBe(false);
    expect(forbids(policyFrom({ hubUrl: acme }), `${acme}:8443`)).toBe(true);
    expect(forbids(policyFrom({}), acme)).toBe(false);
  });

  test.each([
    [true, true, 0],
    [false, false, 0],
    ["false", false, 1],
    [0, false, 1],
  ])("with emailHint %j lets the page be read: %j", (emailHint, may, faults) => {
    const policy = policyFrom({ emailHint });
    expect(policy.emailHint).toBe(may);
    expect(policy.problems).toHaveLength(faults);
  });

  test("names families by id or by pattern, each once, without those that come with the extension", () => {
    const hosts = [
      "salesforce-defender",
      "https://*.my.salesforce.com.mcas.ms/*",
      " Salesforce-China ",
      "salesforce",
      "https://*.my.salesforce.com/*",
    ];
    expect(idsOf({ hosts })).toEqual(["salesforce-defender", "salesforce-china"]);
    expect(policyFrom({ hosts }).problems).toEqual([]);
  });

  test("keeps what is right beside what is wrong, and never a host of its own", () => {
    const managed = { hubUrl: "https://leadside.acme.example", hosts: ["*://*/*", 3, "salesforce-china"] };
    const { hub, problems } = policyFrom(managed);
    expect(hub).toBe("https://leadside.acme.example");
    expect(idsOf(managed)).toEqual(["salesforce-china"]);
    expect(problems).toHaveLength(2);
    expect(policyFrom({ hosts: "salesforce-china" }).families).toEqual([]);
  });
});

describe("the examples for IT departments", () => {
  const read = (path: string) => readFile(new URL(`../../${path}`, import.meta.url), "utf8");
  const set = {
    hub: "https://leadside.acme.example",
    noHub: false,
    emailHint: true,
    families: [expect.objectContaining({ id: "salesforce-defender" })],
    problems: [],
  };
  /** How Chrome makes an id of the key in the manifest. */
  const chromeId = async () => {
    const key = /CHROME_KEY =\s*"([^"]+)"/.exec(await read("wxt.config.ts"))?.[1] ?? "";
    const digest = createHash("sha256").update(Buffer.from(key, "base64")).digest("hex").slice(0, 32);
    return digest.replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)));
  };

  test.each(["chrome-linux.json", "edge-linux.json"])("%s", async (file) => {
    const policies = JSON.parse(await read(`docs/policy/${file}`));
    const id = await chromeId();
    expect(policyFrom(policies["3rdparty"].extensions[id])).toEqual(set);
    expect(policies.ExtensionSettings[id].installation_mode).toBe("force_installed");
  });

  test("firefox-policies.json", async () => {
    const { policies } = JSON.parse(await read("docs/policy/firefox-policies.json"));
    const id = /id: "(.+@.+)"/.exec(await read("wxt.config.ts"))?.[1] ?? "";
    expect(policyFrom(policies["3rdparty"].Extensions[id])).toEqual(set);
    expect(policies.ExtensionSettings[id].installation_mode).toBe("force_installed");
  });

  test.each(["chrome-windows.reg", "edge-windows.reg"])("%s", async (file) => {
    const text = await read(`docs/policy/${file}`);
    const id = await chromeId();
    const under = text.split(`\\3rdparty\\extensions\\${id}\\policy`);
    expect(under).toHaveLength(3);
    const [, own = "", hosts = ""] = under;
    const value = (part: string, name: string) =>
      new RegExp(`^"${name}"=(?:"(.*)"|dword:0*(\\d))`, "m").exec(part);
    expect(
      policyFrom({
        hubUrl: value(own, "hubUrl")?.[1],
        emailHint: value(own, "emailHint")?.[2] === "1",
        hosts: [value(hosts, "1")?.[1]],
      }),
    ).toEqual(set);
    expect(text).toContain(`"1"="${id};https://`);
  });

  test("the schema names what is read, and no more", async () => {
    const { properties } = JSON.parse(await read("public/policy.json"));
    expect(Object.keys(properties).sort()).toEqual(["emailHint", "hosts", "hubUrl"]);
  });
});
