import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { setUpLink } from "../../hub/access/set-up.ts";
import { deskBrowser } from "../support/cookie.ts";
import { ADMIN_TOKEN, type TestHub, testHub } from "../support/hub.ts";
import { engines } from "../support/stores.ts";

const admin = { token: ADMIN_TOKEN };
const START = new Date("2026-03-02T09:00:00.000Z");
const DAY = 24 * 3_600_000;
const codeOf = (link: string | undefined) => link?.split("#")[1] ?? "";

describe.each(engines)("signing in at the desk on %s", (engine) => {
  let hub: TestHub;
  beforeEach(async () => {
    hub = await testHub(engine);
    hub.setNow(START);
  });
  afterEach(() => hub.close());

  const later = (ms: number) => hub.setNow(new Date(START.getTime() + ms));
  const errorOf = async (answer: Response) =>
    ((await answer.json()) as { error: { code: string; message: string } }).error;

  async function signedIn(email = "dana@acme.example", role: "rep" | "marketer" | "admin" = "marketer") {
    const invite = await hub.call("invite", { email, role }, admin);
    const browser = deskBrowser(hub);
    const answer = await browser.ask("openSession", {
      code: invite.code,
      name: "Dana Ruiz",
      device: "Firefox on Linux",
    });
    expect(answer.status).toBe(200);
    return { browser, answer };
  }

  test("an invitation signs in by a cookie that scripts cannot read, for thirty days", async () => {
    const { browser, answer } = await signedIn();
    const set = answer.headers.get("set-cookie") ?? "";
    expect(set).toMatch(/^leadside-[0-9a-f]{8}=leadside_/);
    for (const part of ["HttpOnly", "SameSite=Strict", "Path=/"]) expect(set).toContain(part);
    const body = await answer.text();
    expect(body).not.toContain("leadside_");
    expect(await (await browser.ask("me")).json()).toMatchObject({ member: { email: "dana@acme.example" } });
    later(30 * DAY - 1);
    expect((await browser.ask("me")).status).toBe(200);
    later(30 * DAY);
    expect((await browser.ask("me")).status).toBe(401);
  });

  test("the cookie is sure of its host where the team's address is https", async () => {
    await hub.close();
    hub = await testHub(engine, {
      publicUrl: "https://leadside.acme.example",
      linksUrl: "https://links.acme.example",
    });
    hub.setNow(START);
    const { answer } = await signedIn();
    expect(answer.headers.get("set-cookie")).toMatch(/^__Host-leadside-.*; Secure/);
  });

  test.each([
    ["another site", { "sec-fetch-site": "cross-site" }],
    ["a sibling host", { "sec-fetch-site": "same-site" }],
    ["the links' host", { origin: "http://localhost:8787", "sec-fetch-site": "same-origin" }],
    ["an opaque origin", { origin: "null", "sec-fetch-site": "same-origin" }],
  ])("a cookie that %s sends is nobody's", async (_who, headers) => {
    const { browser } = await signedIn();
    expect((await browser.ask("me", undefined, headers)).status).toBe(401);
    expect((await browser.ask("signOutEverywhere", {}, headers)).status).toBe(401);
    const invite = await hub.call("invite", { email: "eve@acme.example", role: "rep" }, admin);
    const answer = await browser.ask("openSession", { code: invite.code, name: "Eve" }, headers);
    expect((await errorOf(answer)).code).toBe("forbidden");
    // What was refused used nothing up.
    expect((await deskBrowser(hub).ask("openSession", { code: invite.code, name: "Eve" })).status).toBe(200);
  });

  test("an answer to a cookie can be read by no other origin", async () => {
    const { browser } = await signedIn();
    const answer = await browser.ask("me");
    expect(answer.headers.get("access-control-allow-credentials")).toBeNull();
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
  });

  test("a sign-in is no bearer, and a device's token no cookie", async () => {
    const { browser } = await signedIn();
    const [name, token] = (browser.cookie ?? "").split("=");
    expect((await hub.ask("me", undefined, { token })).status).toBe(401);
    const device = await hub.join("rep@acme.example");
    browser.cookie = `${name}=${device.token}`;
    expect((await browser.ask("me")).status).toBe(401);
  });

  test("a link for who lost every other way in works once, for a day, and looking at it uses nothing up", async () => {
    await hub.join("dana@acme.example", "marketer", "Dana Ruiz");
    const link = await hub.call("signInLink", { email: "Dana@ACME.example" }, admin);
    expect(link.link).toMatch(/^http:\/\/127\.0\.0\.1:8787\/desk\/start#[0-9a-f]{40}$/);
    const code = codeOf(link.link);
    for (let n = 0; n < 3; n += 1) {
      const kind = await hub.call("codeKind", { code });
      expect(kind).toMatchObject({ kind: "sign_in", name: "Dana Ruiz", email: "dana@acme.example" });
    }
    expect((await deskBrowser(hub).ask("openSession", { code })).status).toBe(200);
    const again = await deskBrowser(hub).ask("openSession", { code });
    expect((await errorOf(again)).code).toBe("invite_used");
    const late = codeOf((await hub.call("signInLink", { email: "dana@acme.example" }, admin)).link);
    later(DAY);
    expect((await errorOf(await deskBrowser(hub).ask("openSession", { code: late }))).code).toBe(
      "invite_expired",
    );
    await expect(hub.call("signInLink", { email: "nobody@acme.example" }, admin)).rejects.toThrow(
      /No member has this address/,
    );
  });

  test("a lost answer is given again with a fresh cookie, and the one before it is void", async () => {
    const invite = await hub.call("invite", { email: "dana@acme.example", role: "rep" }, admin);
    const key = { "idempotency-key": randomUUID() };
    const said = { code: invite.code, name: "Dana" };
    const [one, other] = [deskBrowser(hub), deskBrowser(hub)];
    await one.ask("openSession", said, key);
    await other.ask("openSession", said, key);
    expect((await one.ask("me")).status).toBe(401);
    expect((await other.ask("me")).status).toBe(200);
  });

  test("a connected browser's short code signs in at the desk, and wrong ones run out", async () => {
    const device = await hub.join("rep@acme.example");
    const made = await hub.call("addDevice", {}, { token: device.token });
    const browser = deskBrowser(hub);
    expect(await (await browser.ask("codeKind", { code: made.code })).json()).toMatchObject({
      kind: "device",
    });
    expect((await browser.ask("openSession", { code: made.code?.toLowerCase() })).status).toBe(200);
    const statuses = [];
    for (let n = 0; n < 11; n += 1) {
      statuses.push((await browser.ask("codeKind", { code: `0000-00${String(n).padStart(2, "0")}` })).status);
    }
    expect(statuses).toEqual([...Array(10).fill(404), 429]);
    expect((await browser.ask("openSession", { code: "0000-0000" })).status).toBe(429);
  });

  test("signing out takes the cookie away and ends the sign-in", async () => {
    const { browser } = await signedIn();
    const { cookie } = browser;
    expect((await browser.ask("signOut")).status).toBe(200);
    expect(browser.cookie).toBeUndefined();
    browser.cookie = cookie;
    expect((await browser.ask("me")).status).toBe(401);
  });

  test("signing out everywhere ends devices, sign-ins, codes and links, but not the one that asks", async () => {
    const { browser } = await signedIn("rep@acme.example", "rep");
    const device = await hub.join("rep@acme.example");
    const code = await hub.call("addDevice", {}, { token: device.token });
    const link = await hub.call("signInLink", { email: "rep@acme.example" }, admin);
    expect(await (await browser.ask("signOutEverywhere", {})).json()).toMatchObject({ revoked: 1 });
    expect((await hub.ask("me", undefined, { token: device.token })).status).toBe(401);
    for (const used of [code.code, codeOf(link.link)]) {
      expect((await errorOf(await deskBrowser(hub).ask("openSession", { code: used }))).code).toBe(
        "invite_expired",
      );
    }
    expect((await browser.ask("me")).status).toBe(200);
  });

  test("a deactivated member is out at once, by every way in", async () => {
    const { browser } = await signedIn();
    const { items } = await hub.call("members", undefined, admin);
    const link = await hub.call("signInLink", { email: "dana@acme.example" }, admin);
    await hub.call("changeMember", { id: items[0]?.id ?? "", active: false }, admin);
    expect((await browser.ask("me")).status).toBe(401);
    expect((await deskBrowser(hub).ask("openSession", { code: codeOf(link.link) })).status).not.toBe(200);
    await expect(hub.call("signInLink", { email: "dana@acme.example" }, admin)).rejects.toThrow(
      /deactivated/,
    );
  });

  test("a member's list tells sign-ins from devices", async () => {
    const { browser } = await signedIn();
    const { items } = (await (await browser.ask("devices")).json()) as { items: unknown[] };
    expect(items).toMatchObject([{ kind: "session", name: "Firefox on Linux", current: true }]);
  });

  test("the set-up link makes the first admin, once; two hubs that start together print two, and one wins", async () => {
    const [one, other] = [codeOf(await setUpLink(hub.hub)), codeOf(await setUpLink(hub.hub))];
    expect(await hub.call("codeKind", { code: one })).toMatchObject({ kind: "set_up" });
    const said = (code: string) => ({ code, name: "Ruth Amsel", email: "ruth@acme.example" });
    expect((await deskBrowser(hub).ask("openSession", { code: one, name: "Ruth" })).status).toBe(400);
    const first = deskBrowser(hub);
    expect(await (await first.ask("openSession", said(one))).json()).toMatchObject({
      member: { role: "admin", email: "ruth@acme.example" },
    });
    for (const code of [one, other]) {
      expect((await errorOf(await deskBrowser(hub).ask("openSession", said(code)))).code).toBe("invite_used");
    }
    expect(await setUpLink(hub.hub)).toBeUndefined();
    expect((await hub.call("members", undefined, admin)).items).toHaveLength(1);
  });

  test("a start long after replaces the link of the one before", async () => {
    const early = codeOf(await setUpLink(hub.hub));
    later(DAY / 2);
    const code = codeOf(await setUpLink(hub.hub));
    expect((await errorOf(await deskBrowser(hub).ask("codeKind", { code: early }))).code).toBe(
      "invite_unknown",
    );
    expect(await hub.call("codeKind", { code })).toMatchObject({ kind: "set_up" });
  });

  test("where members call from is kept a day as a hash, and strangers not at all", async () => {
    const count = async () => (await hub.hub.store.query("select 1 from member_address")).length;
    await hub.call("codeKind", { code: "nothing" }).catch(() => {});
    const { token } = await hub.join("rep@acme.example");
    expect(await count()).toBe(0);
    for (const from of ["192.0.2.7", "192.0.2.7", "192.0.2.8"]) {
      await hub.call("me", undefined, { token, from });
    }
    await expect.poll(count).toBe(2);
  });

  test("a listed mailbox is nobody's, from then on", async () => {
    const shared = { items: ["Leads-Desk@Initech.com"] };
    expect((await hub.call("changeSharedMailboxes", shared, admin)).items).toEqual(shared.items);
    await hub.call(
      "importPeople",
      {},
      {
        ...admin,
        file: "Id,Email,Last Name\n00Q5g00000A1b2CEAR,leads-desk@initech.com,Doe\n00Q5g00000A1b2DEAR,leads-desk@initech.com,Roe\n",
      },
    );
    await hub.work();
    const { items } = await hub.call("findPeople", { email: "leads-desk@initech.com" }, admin);
    expect(items).toHaveLength(2);
    expect(items[0]?.identities.find(({ kind }) => kind === "email")).toMatchObject({ shared: true });
    await expect(
      hub.call("changeSharedMailboxes", { items: ["leads@initech.com", "no address"] }, admin),
    ).rejects.toThrow(/Line 2/);
  });
});

test("the desk's page is one for every address below it, under the team's name alone", async () => {
  const hub = await testHub("pglite");
  const ask = (url: string) => hub.app.request(url);
  const under = await ask("http://localhost:8787/desk/people");
  expect([under.status, under.headers.get("location")]).toEqual([302, "http://127.0.0.1:8787/desk/people"]);
  expect((await ask("http://127.0.0.1:8787/desk/assets/..%2findex.html")).status).toBe(404);
  await hub.close();
  const apart = await testHub("pglite", {
    publicUrl: "https://leadside.acme.example",
    linksUrl: "https://links.acme.example",
  });
  // Strangers are not told where the team is.
  expect((await apart.app.request("https://links.acme.example/desk")).status).toBe(404);
  await apart.close();
});
