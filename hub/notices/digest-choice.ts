import type { z } from "zod";
import type { DIGESTS, DigestSettings } from "../../lib/contract/notice.ts";
import type { Hub } from "../hub.ts";
import { newWriteKey } from "../secret.ts";
import type { Sql } from "../store/store.ts";

export type Digest = (typeof DIGESTS)[number];

/** Whoever chose nothing gets one a day, if there is something to tell. */
export const USUAL: Digest = "daily";

/** How often a member gets a digest, and whether any mail can be sent. */
export async function readDigest(
  { store, settings }: Hub,
  member: { id: string; email: string },
): Promise<z.input<typeof DigestSettings>> {
  const [row] = await store.query<{ digest: Digest }>(
    "select digest from digest_choice where member_id = $1",
    [member.id],
  );
  return { digest: row?.digest ?? USUAL, mail: settings.smtpUrl !== undefined, email: member.email };
}

/** Keeps how often a member wants one. What stands in mails that were sent goes on working. */
export async function changeDigest(sql: Sql, memberId: string, digest: Digest): Promise<void> {
  await sql.query(
    `insert into digest_choice (member_id, digest, token) values ($1, $2, $3)
     on conflict (member_id) do update set digest = excluded.digest`,
    [memberId, digest, newWriteKey()],
  );
}

/** The secret in the address by which a member's mails are turned off; made with the first mail. */
export async function unsubscribeToken(sql: Sql, memberId: string): Promise<string> {
  await sql.query(
    "insert into digest_choice (member_id, digest, token) values ($1, $2, $3) on conflict (member_id) do nothing",
    [memberId, USUAL, newWriteKey()],
  );
  const [row] = await sql.query<{ token: string }>("select token from digest_choice where member_id = $1", [
    memberId,
  ]);
  if (!row) throw new Error("A member's choice was written and is not there");
  return row.token;
}

/** Sets it by that secret, which needs nobody signed in; said again, it is so already. */
export async function setByToken(sql: Sql, token: string, digest: Digest): Promise<boolean> {
  const rows = await sql.query("update digest_choice set digest = $2 where token = $1 returning member_id", [
    token,
    digest,
  ]);
  return rows.length > 0;
}
