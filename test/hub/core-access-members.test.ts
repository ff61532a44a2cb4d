import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ADMIN_TOKEN, type TestHub, testHub } from "../support/hub.ts";
import { engines } from "../support/stores.ts";

const start = new Date("2026-03-02T09:00:00.000Z");
const HOUR = 3_600_000;
const admin = { token: ADMIN_TOKEN };
const answerOf = async (response: Response) => {
  const { error } = (await response.json()) as { error: { code: string; message: string } };
  return [response.status, error.code, error.message];
};

describe.each(engines)("an admin manages members on %s", (engine) => {
  let hub: TestHub;
  beforeEach(async () => {
    hub = await testHub(engine);
    hub.setNow(start);
  });
  afterEach(() => hub.close());

  const invite = (email: string, role: "rep" | "marketer" | "admin" = "rep", key?: string) =>
    hub.call("invite", { email, role }, { ...admin, ...(key ? { key } : {}) });
  const change = (id: string, what: object, token = ADMIN_TOKEN) =>
    hub.ask("changeMember", { id, ...what }, { token });
  const roleOf = async (token: string) => (await hub.call("me", undefined, { token })).member.role;

  test("lists them with their devices; who is out comes last", async () => {
    const dana = await hub.join("dana@acme.example", "marketer", "Dana");
    const abe = await hub.join("abe@acme.example", "rep", "Abe");
    const zoe = await hub.join("Zoe@acme.example", "admin", "Zoe");
    await hub
      .call("addDevice", {}, { token: zoe.token })
      .then(({ code = "" }) => hub.call("join", { code, name: "x" }));
    await change(abe.id, { active: false });
    await hub.hub.store.query("update token set last_used_at = $1 where member_id = $2", [start, zoe.id]);
    const { items, next } = await hub.call("members", undefined, admin);
    expect(next).toBeNull();
    expect(items).toEqual([
      expect.objectContaining({ id: dana.id, role: "marketer", devices: 1, deactivatedAt: null }),
      {
        id: zoe.id,
        name: "Zoe",
        email: "Zoe@acme.example",
        role: "admin",
        createdAt: start.toISOString(),
        deactivatedAt: null,
        devices: 2,
        lastUsedAt: start.toISOString(),
      },
      expect.objectContaining({ id: abe.id, devices: 0, deactivatedAt: start.toISOString() }),
    ]);
  });

  test("gives another role, which holds from the next call on", async () => {
    const dana = await hub.join("dana@acme.example", "rep");
    expect((await hub.ask("members", undefined, { token: dana.token })).status).toBe(403);
    const { member } = await hub.call("changeMember", { id: dana.id, role: "admin" }, admin);
    expect(member).toMatchObject({ id: dana.id, role: "admin", devices: 1 });
    expect((await hub.ask("members", undefined, { token: dana.token })).status).toBe(200);
    expect((await change(randomUUID(), { role: "rep" })).status).toBe(404);
  });

  test("never loses the last admin who may come in", async () => {
    const boss = await hub.join("boss@acme.example", "admin");
    const words = [409, "conflict", expect.stringContaining("last admin")];
    for (const what of [{ role: "rep" }, { active: false }, { role: "marketer", active: true }]) {
      expect(await answerOf(await change(boss.id, what))).toEqual(words);
      expect(await answerOf(await change(boss.id, what, boss.token))).toEqual(words);
    }
    expect((await change(boss.id, { role: "admin", active: true })).status).toBe(200);
    const other = await hub.join("other@acme.example", "admin");
    await change(other.id, { active: false });
    expect((await change(boss.id, { role: "rep" })).status).toBe(409);
    await change(other.id, { active: true });
    // One's own role, once somebody else is there.
    expect((await change(boss.id, { role: "rep" }, boss.token)).status).toBe(200);
    expect(await roleOf(boss.token)).toBe("rep");
  });

  test("an old invitation takes the last admin's role away from nobody, and lets them in", async () => {
    const boss = await hub.join("boss@acme.example", "admin");
    const { code = "" } = await invite("boss@acme.example", "rep");
    const joined = await hub.call("join", { code, name: "Boss" });
    expect(joined.member).toMatchObject({ id: boss.id, role: "admin" });
    await hub.join("second@acme.example", "admin");
    const again = await invite("boss@acme.example", "rep");
    expect((await hub.call("join", { code: again.code ?? "", name: "Boss" })).member.role).toBe("rep");
  });

  test("a role given later than an open invitation is the one that holds", async () => {
    await hub.join("boss@acme.example", "admin");
    const dana = await hub.join("dana@acme.example", "admin");
    const { code = "" } = await invite("dana@acme.example", "admin");
    await change(dana.id, { role: "rep" });
    expect((await hub.call("join", { code, name: "Dana" })).member.role).toBe("rep");
  });

  test("who is deactivated is refused with all devices at once, and is back only by a new invitation", async () => {
    const dana = await hub.join("dana@acme.example");
    const { code = "" } = await invite("dana@acme.example");
    const { member } = await hub.call("changeMember", { id: dana.id, active: false }, admin);
    expect(member).toMatchObject({ deactivatedAt: start.toISOString(), devices: 0 });
    expect((await hub.ask("me", undefined, { token: dana.token })).status).toBe(401);
    expect(
      await answerOf(await hub.ask("invite", { email: "DANA@acme.example", role: "rep" }, admin)),
    ).toEqual([409, "conflict", expect.stringContaining("Reactivate")]);

    hub.setNow(new Date(start.getTime() + HOUR));
    const twice = await hub.call("changeMember", { id: dana.id, active: false }, admin);
    expect(twice.member.deactivatedAt).toBe(start.toISOString());
    await change(dana.id, { active: true });
    expect((await hub.ask("me", undefined, { token: dana.token })).status).toBe(401);
    expect(await answerOf(await hub.ask("join", { code, name: "Dana" }))).toEqual([
      410,
      "invite_expired",
      "This invitation was taken back. Ask for a new one.",
    ]);
    expect((await hub.join("dana@acme.example")).id).toBe(dana.id);
  });

  test("lists the invitations that admit somebody, and takes one back", async () => {
    const one = await invite("one@acme.example", "marketer");
    await invite("two@acme.example");
    await invite("two@acme.example");
    const three = await invite("three@acme.example");
    const gone = await invite("gone@acme.example");
    await hub.call("join", { code: three.code ?? "", name: "Three" });
    await hub.join("two@acme.example");
    expect(await hub.call("revokeInvite", { id: gone.id }, admin)).toEqual({ revoked: true });
    expect(await hub.call("revokeInvite", { id: gone.id }, admin)).toEqual({ revoked: true });
    expect(await hub.call("invites", undefined, admin)).toEqual({
      items: [
        {
          id: one.id,
          email: "one@acme.example",
          role: "marketer",
          createdAt: start.toISOString(),
          expiresAt: one.expiresAt,
        },
      ],
      next: null,
    });
    expect((await hub.ask("join", { code: gone.code, name: "x" })).status).toBe(410);
    // Repeating the write that made it does not bring it back.
    expect(await invite("gone@acme.example", "rep", gone.id)).not.toHaveProperty("code");
    expect((await hub.ask("revokeInvite", { id: three.id }, admin)).status).toBe(409);
    expect((await hub.ask("revokeInvite", { id: randomUUID() }, admin)).status).toBe(404);
    hub.setNow(new Date(start.getTime() + 7 * 24 * HOUR));
    expect((await hub.call("invites", undefined, admin)).items).toEqual([]);
  });
});
