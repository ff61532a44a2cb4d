import { createHash, randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { keepHouse } from "../../hub/housekeeping.ts";
import { ADMIN_TOKEN, type TestHub, testHub } from "../support/hub.ts";
import { engines } from "../support/stores.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const start = new Date("2026-03-02T09:00:00.000Z");
const later = (ms: number) => new Date(start.getTime() + ms);
const admin = { token: ADMIN_TOKEN };

describe.each(engines)("members on %s", (engine) => {
  let hub: TestHub;
  beforeEach(async () => {
    hub = await testHub(engine);
    hub.setNow(start);
  });
  afterEach(() => hub.close());

  const invite = (email: string, key?: string) =>
    hub.call("invite", { email, role: "rep" }, { ...admin, ...(key ? { key } : {}) });
  const joinCode = (code: string, options = {}) => hub.ask("join", { code, name: "Dana" }, options);
  const codeOf = async (response: Response) =>
    ((await response.json()) as { error: { code: string } }).error.code;

  test("are invited under a key whose digest gives no address away", async () => {
    const key = randomUUID();
    const first = await invite("Dana@Acme.example", key);
    expect(await invite("Dana@Acme.example", key)).toMatchObject({ id: first.id });
    expect(
      (await hub.ask("invite", { email: "else@acme.example", role: "rep" }, { ...admin, key })).status,
    ).toBe(409);
    const tried = ["Dana@Acme.example", "dana@acme.example"].flatMap((email) => [
      JSON.stringify({ email, role: "rep" }),
      email,
    ]);
    const digests = tried.map((text) => createHash("sha256").update(text).digest());
    expect(
      await hub.hub.store.query("select 1 from write_once where digest = any($1::bytea[])", [digests]),
    ).toEqual([]);
  });

  test("are invited, join, are known by their token, and sign out", async () => {
    const invited = await invite("Dana@Acme.example");
    expect(invited).toMatchObject({
      email: "Dana@Acme.example",
      role: "rep",
      expiresAt: later(7 * DAY).toISOString(),
      link: `http://127.0.0.1:8787/join#${invited.code}`,
    });
    const joined = await hub.call("join", { code: ` ${invited.code} `, name: " Dana  Rep " });
    expect(joined.member).toMatchObject({ name: "Dana  Rep", email: "Dana@Acme.example", role: "rep" });
    const me = await hub.call("me", undefined, { token: joined.token });
    expect(me).toEqual({ member: joined.member, since: start.toISOString() });

    expect(await hub.call("signOut", undefined, { token: joined.token })).toEqual({ revoked: true });
    const after = await hub.ask("me", undefined, { token: joined.token });
    expect(after.status).toBe(401);
    expect(await codeOf(after)).toBe("unauthorized");
  });

  test("secrets are stored hashed only", async () => {
    const { token } = await hub.join("dana@acme.example");
    const rows = await hub.hub.store.query<{ all: string }>(
      `select string_agg(t::text, ' ') as all from (
         select token::text as t from token union all select invite::text from invite
         union all select write_once::text from write_once) everything`,
    );
    expect(rows[0]?.all).not.toContain(token);
    expect(rows[0]?.all).not.toContain(Buffer.from(token).toString("hex"));
  });

  test("an invitation works once, for seven days, and says which of the two was the matter", async () => {
    const first = await invite("a@acme.example");
    const second = await invite("b@acme.example");
    expect((await joinCode(first.code ?? "")).status).toBe(200);
    const used = await joinCode(first.code ?? "");
    expect([used.status, await codeOf(used)]).toEqual([410, "invite_used"]);
    hub.setNow(later(7 * DAY));
    const expired = await joinCode(second.code ?? "");
    expect([expired.status, await codeOf(expired)]).toEqual([410, "invite_expired"]);
    const unknown = await joinCode("no-such-code");
    expect([unknown.status, await codeOf(unknown)]).toEqual([404, "invite_unknown"]);
  });

  test("of ten that join with one code at once, one wins", async () => {
    const { code = "" } = await invite("a@acme.example");
    const answers = await Promise.all(Array.from({ length: 10 }, () => joinCode(code)));
    const statuses = answers.map((answer) => answer.status).sort();
    expect(statuses).toEqual([200, ...Array(9).fill(410)]);
    expect(await hub.hub.store.query("select count(*) as n from member")).toEqual([{ n: 1 }]);
    expect(await hub.hub.store.query("select count(*) as n from token")).toEqual([{ n: 1 }]);
  });

  test("of two invitations to one address joined at once, one wins, and the other says what to do", async () => {
    const one = await invite("a@acme.example");
    const two = await invite("A@ACME.example");
    const answers = await Promise.all([joinCode(one.code ?? ""), joinCode(two.code ?? "")]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
    expect(await hub.hub.store.query("select count(*) as n from member")).toEqual([{ n: 1 }]);
  });

  test("a member joins again only by an invitation made for that member, and stays the same one", async () => {
    const early = await invite("dana@acme.example");
    const { id, token } = await hub.join("dana@acme.example");
    expect((await joinCode(early.code ?? "")).status).toBe(409);

    const again = await hub.join("DANA@acme.example", "marketer", "Dana M.");
    expect(again.id).toBe(id);
    const me = await hub.call("me", undefined, { token });
    expect(me.member).toEqual({ id, name: "Dana M.", email: "dana@acme.example", role: "marketer" });
  });

  test("a deactivated member is out, and no invitation lets it in", async () => {
    const { id, token } = await hub.join("dana@acme.example");
    const { code = "" } = await invite("dana@acme.example");
    await hub.hub.store.query("update member set deactivated_at = $1", [start]);
    expect((await hub.ask("me", undefined, { token })).status).toBe(401);
    expect((await joinCode(code)).status).toBe(403);
    expect(await hub.hub.store.query("select used_at from invite where member_id = $1", [id])).toEqual([
      { used_at: null },
    ]);
  });

  test("a join whose answer was lost gives a fresh token and revokes the lost one", async () => {
    const { code = "" } = await invite("a@acme.example");
    const key = randomUUID();
    const lost = await hub.call("join", { code, name: "Dana" }, { key });
    hub.setNow(later(15 * MINUTE));
    const got = await hub.call("join", { code, name: "Dana" }, { key });
    expect(got.member).toEqual(lost.member);
    expect(got.token).toBeTypeOf("string");
    expect((await hub.ask("me", undefined, { token: lost.token })).status).toBe(401);
    expect((await hub.ask("me", undefined, { token: got.token })).status).toBe(200);

    hub.setNow(later(15 * MINUTE + 1));
    const old = await hub.call("join", { code, name: "Dana" }, { key });
    expect(old).toEqual({ member: lost.member });
    expect((await hub.ask("me", undefined, { token: got.token })).status).toBe(200);
  });

  test("a repeated join does not undo a sign-out", async () => {
    const { code = "" } = await invite("a@acme.example");
    const key = randomUUID();
    const { token } = await hub.call("join", { code, name: "Dana" }, { key });
    await hub.call("signOut", undefined, { token });
    const copy = await hub.call("join", { code, name: "Dana" }, { key });
    expect(copy.token).toBeUndefined();
  });

  test("one join sent twice at the same time makes one member and one token that works", async () => {
    const { code = "" } = await invite("a@acme.example");
    const key = randomUUID();
    const answers = await Promise.all([1, 2].map(() => hub.call("join", { code, name: "Dana" }, { key })));
    const works = await Promise.all(
      answers.map(async ({ token }) => (await hub.ask("me", undefined, { token })).status),
    );
    expect(works.sort()).toEqual([200, 401]);
  });

  test("an invitation repeated with its key gives a fresh code and revokes the one before", async () => {
    const key = randomUUID();
    const lost = await invite("a@acme.example", key);
    const got = await invite("a@acme.example", key);
    expect(got).toMatchObject({ id: key, expiresAt: lost.expiresAt });
    expect((await joinCode(lost.code ?? "")).status).toBe(404);
    expect((await joinCode(got.code ?? "")).status).toBe(200);
    const used = await invite("a@acme.example", key);
    expect(used).toEqual({ id: key, email: "a@acme.example", role: "rep", expiresAt: lost.expiresAt });

    const other = randomUUID();
    await invite("b@acme.example", other);
    hub.setNow(later(DAY));
    expect(await invite("b@acme.example", other)).not.toHaveProperty("code");
  });

  test("a key is refused for another payload, another author and another endpoint", async () => {
    const key = randomUUID();
    await invite("a@acme.example", key);
    const boss = await hub.join("boss@acme.example", "admin");
    const asked = [
      await hub.ask("invite", { email: "b@acme.example", role: "rep" }, { ...admin, key }),
      await hub.ask("invite", { email: "a@acme.example", role: "rep" }, { token: boss.token, key }),
      await hub.ask("addSource", { type: "segment", name: "Web" }, { ...admin, key }),
      await hub.ask("join", { code: "x", name: "y" }, { key }),
    ];
    for (const answer of asked) expect([answer.status, await codeOf(answer)]).toEqual([409, "conflict"]);
    expect(await hub.hub.store.query("select count(*) as n from invite where id = $1", [key])).toEqual([
      { n: 1 },
    ]);
  });

  test("codes that are none are limited by address, and an invitation is never locked out", async () => {
    const from = "198.51.100.7";
    for (let n = 0; n < 12; n++) {
      const { code = "" } = await invite(`rep${n}@acme.example`);
      expect((await joinCode(code, { from })).status).toBe(200);
    }
    for (let n = 0; n < 10; n++) expect((await joinCode(`guess${n}`, { from })).status).toBe(404);
    const limited = await joinCode("guess", { from });
    expect([limited.status, limited.headers.get("retry-after")]).toEqual([429, "900"]);
    expect(await codeOf(limited)).toBe("rate_limited");
    const { code = "" } = await invite("late@acme.example");
    expect((await joinCode(code, { from })).status).toBe(200);
    expect(await codeOf(await joinCode(code, { from }))).toBe("invite_used");
    expect((await joinCode("guess", { from })).status).toBe(429);

    hub.setNow(later(15 * MINUTE));
    expect((await joinCode("guess", { from })).status).toBe(404);
    hub.setNow(later(DAY));
    await keepHouse(hub.hub);
    expect(await hub.hub.store.query("select * from attempt")).toEqual([]);
  });

  test("tries from one IPv6 network are counted together, and no address is stored", async () => {
    for (let n = 0; n < 10; n++) await joinCode(`guess${n}`, { from: `2001:db8:1:2:${n}::1` });
    expect((await joinCode("guess", { from: "2001:db8:1:2:ffff::9" })).status).toBe(429);
    expect((await joinCode("guess", { from: "2001:db8:1:3::1" })).status).toBe(404);
    const buckets = await hub.hub.store.query<{ bucket: string }>("select bucket from attempt");
    expect(JSON.stringify(buckets)).not.toContain("2001");
  });

  test("roles are kept apart", async () => {
    const { token } = await hub.join("rep@acme.example", "rep");
    const boss = await hub.join("boss@acme.example", "admin");
    const request = { email: "x@acme.example", role: "rep" };
    expect((await hub.ask("invite", request, { token })).status).toBe(403);
    expect((await hub.ask("invite", request)).status).toBe(401);
    expect((await hub.ask("invite", request, { token: boss.token })).status).toBe(200);
    expect((await hub.ask("me", undefined, admin)).status).toBe(403);
    expect((await hub.ask("sources", undefined, { token })).status).toBe(403);
  });
});
