import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { keepHouse } from "../../hub/housekeeping.ts";
import { ADMIN_TOKEN, type CallOptions, type TestHub, testHub, twoTestHubs } from "../support/hub.ts";
import { engines } from "../support/stores.ts";

const MINUTE = 60_000;
const start = new Date("2026-03-02T09:00:00.000Z");
const later = (ms: number) => new Date(start.getTime() + ms);
const admin = { token: ADMIN_TOKEN };
const answerOf = async (response: Response) => {
  const { error } = (await response.json()) as { error: { code: string; message: string } };
  return [response.status, error.code, error.message];
};

describe.each(engines)("devices on %s", (engine) => {
  let hub: TestHub;
  let dana: { token: string; id: string };
  beforeEach(async () => {
    hub = await testHub(engine);
    hub.setNow(start);
    dana = await hub.join("dana@acme.example", "marketer", "Dana M.");
  });
  afterEach(() => hub.close());

  const codeFor = async (token: string, key?: string) =>
    hub.call("addDevice", {}, { token, ...(key ? { key } : {}) });
  const come = (code: string, options: CallOptions = {}) =>
    hub.ask("join", { code, name: "Somebody", device: "Firefox on Linux" }, options);
  const devices = async (token: string) => (await hub.call("devices", undefined, { token })).items;

  test("another one is added by a short code, once, as the same member", async () => {
    const made = await codeFor(dana.token);
    expect(made).toMatchObject({
      code: expect.stringMatching(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/),
      link: `http://127.0.0.1:8787/join#${made.code}`,
      expiresAt: later(10 * MINUTE).toISOString(),
    });
    const typed = (made.code ?? "").toLowerCase().replace("-", " ").replaceAll("0", "o").replaceAll("1", "l");
    const joined = await hub.call("join", {
      code: ` ${typed} `,
      name: "Mallory",
      device: "Edge\u202e on\tWindows",
    });
    expect(joined.member).toEqual({
      id: dana.id,
      name: "Dana M.",
      email: "dana@acme.example",
      role: "marketer",
    });
    const listed = await devices(joined.token ?? "");
    expect(listed).toHaveLength(2);
    expect(listed.find(({ current }) => current)).toMatchObject({
      name: "Edge on Windows",
      createdAt: start.toISOString(),
    });
    expect(listed.find(({ current }) => !current)).toMatchObject({ name: null });
    expect(await answerOf(await come(made.code ?? ""))).toEqual([
      410,
      "invite_used",
      "This code was used already. Make a new one on your connected device.",
    ]);
  });

  test("a code is void with the device that made it", async () => {
    const expired = [410, "invite_expired", expect.stringContaining("Make a new one")];
    const connected = async () => {
      const { code = "" } = await codeFor(dana.token);
      return (await hub.call("join", { code, name: "Dana" })).token ?? "";
    };
    const idOf = async (token: string) => (await devices(token)).find(({ current }) => current)?.id ?? "";
    const [second, third, fourth] = [await connected(), await connected(), await connected()];

    const [own, others] = [await codeFor(second), await codeFor(dana.token)];
    await hub.call("revokeDevice", { id: await idOf(second) }, { token: dana.token });
    expect(await answerOf(await come(own.code ?? ""))).toEqual(expired);
    expect((await come(others.code ?? "")).status).toBe(200);

    const signedOut = await codeFor(third);
    await hub.call("signOut", undefined, { token: third });
    expect(await answerOf(await come(signedOut.code ?? ""))).toEqual(expired);

    // An admin knows of one lost device, and not which of the others its finder has used.
    const [lost, any] = [await codeFor(fourth), await codeFor(dana.token)];
    await hub.call("revokeMemberDevice", { id: await idOf(fourth) }, admin);
    expect(await answerOf(await come(lost.code ?? ""))).toEqual(expired);
    expect(await answerOf(await come(any.code ?? ""))).toEqual(expired);
  });

  test("a code runs out after ten minutes, and one that never was says so", async () => {
    const { code = "" } = await codeFor(dana.token);
    hub.setNow(later(10 * MINUTE));
    expect(await answerOf(await come(code))).toEqual([
      410,
      "invite_expired",
      expect.stringContaining("expired"),
    ]);
    const other = code === "0000-0000" ? "0000-0001" : "0000-0000";
    expect(await answerOf(await come(other))).toEqual([
      404,
      "invite_unknown",
      expect.stringContaining("not known"),
    ]);
    hub.setNow(later(25 * 60 * MINUTE));
    await keepHouse(hub.hub);
    expect(await hub.hub.store.query("select * from device_code")).toEqual([]);
  });

  test("three codes of a member work at once; a fourth makes the oldest void", async () => {
    const codes: string[] = [];
    for (let n = 0; n < 4; n++) {
      hub.setNow(later(n * 1000));
      codes.push((await codeFor(dana.token)).code ?? "");
    }
    const statuses = [];
    for (const code of codes) statuses.push((await come(code)).status);
    expect(statuses).toEqual([410, 200, 200, 200]);
  });

  test("of ten that come with one code at once, one is let in", async () => {
    const { code = "" } = await codeFor(dana.token);
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) => come(code, { from: `198.51.100.${n}` })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(410)]);
    expect(await devices(dana.token)).toHaveLength(2);
  });

  test("whose answer was lost comes again with its key, also while its network is held up", async () => {
    const { code = "" } = await codeFor(dana.token);
    const key = randomUUID();
    const request = { code, name: "Dana", device: "Phone" };
    const lost = await hub.call("join", request, { key });
    for (let n = 0; n < 12; n++) await come(`0000-00${10 + n}`);
    const got = await hub.call("join", { ...request, code: code.toLowerCase() }, { key });
    expect(got.member).toEqual(lost.member);
    expect((await hub.ask("me", undefined, { token: lost.token })).status).toBe(401);
    expect((await devices(got.token ?? "")).find(({ current }) => current)?.name).toBe("Phone");
  });

  test("a code whose answer was lost is made again, and the one before is void", async () => {
    const key = randomUUID();
    const lost = await codeFor(dana.token, key);
    const got = await codeFor(dana.token, key);
    expect(got).toMatchObject({ id: lost.id, expiresAt: lost.expiresAt });
    expect((await come(lost.code ?? "")).status).toBe(404);
    expect((await come(got.code ?? "")).status).toBe(200);
    expect(await codeFor(dana.token, key)).not.toHaveProperty("code");
  });

  test("a deactivated member's codes and devices are refused, and stay so once they are back", async () => {
    const { code = "" } = await codeFor(dana.token);
    await hub.call("changeMember", { id: dana.id, active: false }, admin);
    expect(await answerOf(await come(code))).toEqual([
      403,
      "forbidden",
      expect.stringContaining("deactivated"),
    ]);
    expect((await hub.ask("me", undefined, { token: dana.token })).status).toBe(401);
    await hub.call("changeMember", { id: dana.id, active: true }, admin);
    expect((await come(code)).status).toBe(410);
    expect((await hub.ask("me", undefined, { token: dana.token })).status).toBe(401);
    const back = await hub.join("dana@acme.example", "rep");
    expect(back.id).toBe(dana.id);
  });

  test("are listed with their last use, and revoked by their member or an admin, at once", async () => {
    const { code = "" } = await codeFor(dana.token);
    const laptop = (await hub.call("join", { code, name: "x", device: "Laptop" })).token ?? "";
    const listed = await devices(laptop);
    expect(listed.map(({ name, current }) => [name, current])).toEqual(
      expect.arrayContaining([
        ["Laptop", true],
        [null, false],
      ]),
    );
    const lost = listed.find(({ name }) => name === "Laptop")?.id ?? "";
    await hub.call("revokeDevice", { id: lost }, { token: dana.token });
    expect((await hub.ask("me", undefined, { token: laptop })).status).toBe(401);
    await hub.call("revokeDevice", { id: lost }, { token: dana.token });
    expect(await devices(dana.token)).toHaveLength(1);

    const { items } = await hub.call("memberDevices", { memberId: dana.id }, admin);
    expect(items).toMatchObject([{ name: null, current: false }]);
    await hub.call("revokeMemberDevice", { id: items[0]?.id ?? "" }, admin);
    expect((await hub.ask("me", undefined, { token: dana.token })).status).toBe(401);
  });

  test("of somebody else are neither seen nor revoked", async () => {
    const eve = await hub.join("eve@acme.example");
    const [own] = await devices(dana.token);
    expect((await hub.ask("revokeDevice", { id: own?.id }, { token: eve.token })).status).toBe(404);
    expect(await devices(dana.token)).toHaveLength(1);
    expect((await hub.ask("memberDevices", { memberId: randomUUID() }, admin)).status).toBe(404);
    expect((await hub.ask("revokeMemberDevice", { id: randomUUID() }, admin)).status).toBe(404);
  });

  test("codes are stored hashed only", async () => {
    const { code = "" } = await codeFor(dana.token);
    const [row] = await hub.hub.store.query<{ all: string }>(
      "select string_agg(d::text, ' ') || (select string_agg(w::text, ' ') from write_once w) as all from device_code d",
    );
    expect(row?.all).not.toContain(code);
    expect(row?.all).not.toContain(code.replace("-", ""));
  });

  test("after ten wrong codes from a network not even the right one is taken there; invitations are", async () => {
    const from = "2001:db8::7";
    for (let n = 0; n < 10; n++) expect((await come(`0000-00${10 + n}`, { from })).status).toBe(404);
    const { code = "" } = await codeFor(dana.token);
    expect((await come(code, { from: "2001:db8::8" })).status).toBe(429);
    const invite = await hub.call("invite", { email: "x@acme.example", role: "rep" }, admin);
    expect((await come(invite.code ?? "", { from })).status).toBe(200);
    expect((await come(code, { from: "2001:db8:0:1::7" })).status).toBe(200);
    hub.setNow(later(15 * MINUTE));
    const { code: next = "" } = await codeFor(dana.token);
    expect((await come(next, { from })).status).toBe(200);
  });

  test("who is right is not counted, however many come from one office", async () => {
    for (let n = 0; n < 15; n++) {
      const { code = "" } = await codeFor(dana.token);
      expect((await come(code)).status).toBe(200);
    }
    expect(await hub.hub.store.query("select distinct count from attempt")).toEqual([{ count: 0 }]);
  });
});

describe("two hubs on one PostgreSQL", () => {
  let hubs: [TestHub, TestHub];
  beforeEach(async () => {
    hubs = await twoTestHubs();
    for (const hub of hubs) hub.setNow(start);
  });
  afterEach(() => hubs[0].close());
  const guess = (n: number, from?: string) =>
    hubs[n % 2 === 0 ? 0 : 1].ask(
      "join",
      { code: `0000-${String(n).padStart(4, "0")}`, name: "x" },
      from ? { from } : {},
    );

  test("have ten wrong codes of a network together, also all at once", async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, (_, n) => guess(n)));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 404)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(30);
  });

  test("have forty wrong codes of an IPv6 site together, whichever of its networks they come from", async () => {
    const answers = await Promise.all(Array.from({ length: 45 }, (_, n) => guess(n, `2001:db8:9:${n}::1`)));
    expect(answers.filter(({ status }) => status === 404)).toHaveLength(40);
    expect((await guess(45, "2001:db8:a::1")).status).toBe(404);
  });

  test("have a thousand wrong codes of all networks together, and then take none from anywhere", async () => {
    const { token } = await hubs[0].join("dana@acme.example");
    await hubs[0].hub.store.query(
      "insert into attempt (bucket, window_start, count) values ('device-code', $1, 990)",
      [start],
    );
    const answers = await Promise.all(Array.from({ length: 30 }, (_, n) => guess(n, `198.51.100.${n}`)));
    expect(answers.filter(({ status }) => status === 404)).toHaveLength(10);
    const { code = "" } = await hubs[1].call("addDevice", {}, { token });
    const from = "203.0.113.9";
    expect((await hubs[1].ask("join", { code, name: "x" }, { from })).status).toBe(429);
    // Who was only held up by others has every own try left.
    const [own] = await hubs[0].hub.store.query<{ count: number }>(
      "select count from attempt where bucket like 'join:%' order by bucket limit 1",
    );
    expect(own?.count).toBeLessThan(2);
    for (const hub of hubs) hub.setNow(later(15 * MINUTE));
    const { code: next = "" } = await hubs[0].call("addDevice", {}, { token });
    expect((await hubs[1].ask("join", { code: next, name: "x" }, { from })).status).toBe(200);
  });

  test("never lose the last admin, though two deactivate or demote each other at once", async () => {
    const [one, two] = hubs;
    for (let round = 0; round < 5; round++) {
      const a = await one.join(`a${round}@acme.example`, "admin");
      const b = await one.join(`b${round}@acme.example`, "admin");
      await one.hub.store.query(
        "update member set role = 'rep' where role = 'admin' and id <> $1 and id <> $2",
        [a.id, b.id],
      );
      const answers = await Promise.all([
        one.ask("changeMember", { id: b.id, active: false }, { token: a.token }),
        two.ask("changeMember", { id: a.id, role: "rep" }, { token: b.token }),
      ]);
      // The second may find itself out already.
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      expect(
        await one.hub.store.query(
          "select count(*) as n from member where role = 'admin' and deactivated_at is null",
        ),
      ).toEqual([{ n: 1 }]);
    }
  });
});
