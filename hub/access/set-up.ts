import { randomUUID } from "node:crypto";
import { ApiError } from "../http/api-error.ts";
import type { Hub } from "../hub.ts";
import { hashSecret, newCode } from "../secret.ts";
import type { Sql } from "../store/store.ts";
import { memberEmail } from "./email.ts";
import { lockRoles } from "./last-admin.ts";
import { startLink } from "./sign-in-link.ts";

const VALID_MS = 24 * 3_600_000;
/** Hubs that start together on one database each print a link, and each link works. */
const TOGETHER_MS = 10 * 60_000;

/**
 * A link with which whoever started a hub without a member becomes its first admin, once, for a day. It replaces
 * those of earlier starts.
 * @returns undefined where somebody is a member
 */
export function setUpLink(hub: Hub): Promise<string | undefined> {
  return hub.store.transaction(async (sql) => {
    if (await hasMember(sql)) return undefined;
    const now = hub.now();
    const code = newCode();
    await sql.query(
      "delete from sign_in_link where member_id is null and used_at is null and created_at < $1",
      [new Date(now.getTime() - TOGETHER_MS)],
    );
    await sql.query(
      `insert into sign_in_link (id, code_hash, member_id, created_by, created_at, expires_at)
       values ($1, $2, null, 'start', $3, $4)`,
      [randomUUID(), hashSecret(code), now, new Date(now.getTime() + VALID_MS)],
    );
    return startLink(hub, code);
  });
}

/**
 * Makes the first admin. Of two who hold a set-up link each, the second finds the hub set up.
 * @throws ApiError where somebody is a member, or what is needed was not said
 */
export async function setUp(
  sql: Sql,
  { id, name, email }: { id: string; name: string | undefined; email: string | undefined },
  now: Date,
): Promise<string> {
  if (name === undefined) throw new ApiError("bad_request", "name: Say your name.");
  if (email === undefined) throw new ApiError("bad_request", "email: Say your e-mail address.");
  const value = memberEmail(email);
  await lockRoles(sql);
  if (await hasMember(sql)) throw setUpAlready();
  await sql.query("insert into member (id, name, role, created_at) values ($1, $2, 'admin', $3)", [
    id,
    name,
    now,
  ]);
  await sql.query(
    "insert into sign_in_identity (member_id, kind, value, shown) values ($1, 'email', $2, $3)",
    [id, value, email],
  );
  return id;
}

export const setUpAlready = () =>
  new ApiError("invite_used", "Leadside is set up already. Ask its admin for an invitation.");

export async function hasMember(sql: Sql): Promise<boolean> {
  return (await sql.query("select 1 from member limit 1")).length > 0;
}
