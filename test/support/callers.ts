import { randomUUID } from "node:crypto";
import { ADMIN_TOKEN, type TestHub } from "./hub.ts";

/** Whoever may knock at a hub's door. */
export const callers = [
  "none",
  "rep",
  "marketer",
  "admin",
  "deactivated",
  "lost device",
  "key as bearer",
  "key as basic",
  "token",
] as const;
export type CallerName = (typeof callers)[number];

/** What each sends as `Authorization`. */
export type Callers = Record<CallerName, string | undefined>;

/** New members of every kind, each known to the hub as used already, so that their next call notes nothing. */
export async function newCallers(hub: TestHub, writeKey: string): Promise<Callers> {
  const member = async (role: "rep" | "marketer" | "admin") => hub.join(`${randomUUID()}@acme.example`, role);
  const admin = { token: ADMIN_TOKEN };
  const active = {
    rep: await member("rep"),
    marketer: await member("marketer"),
    admin: await member("admin"),
  };
  const out = await member("admin");
  await hub.call("changeMember", { id: out.id, active: false }, admin);
  const lost = await member("admin");
  const { items } = await hub.call("memberDevices", { memberId: lost.id }, admin);
  await hub.call("revokeMemberDevice", { id: items[0]?.id ?? "" }, admin);
  await hub.hub.store.query("update token set last_used_at = $1", [hub.hub.now()]);
  const bearer = ({ token }: { token: string }) => `Bearer ${token}`;
  return {
    none: undefined,
    rep: bearer(active.rep),
    marketer: bearer(active.marketer),
    admin: bearer(active.admin),
    deactivated: bearer(out),
    "lost device": bearer(lost),
    "key as bearer": `Bearer ${writeKey}`,
    "key as basic": `Basic ${Buffer.from(`${writeKey}:`).toString("base64")}`,
    token: `Bearer ${ADMIN_TOKEN}`,
  };
}
