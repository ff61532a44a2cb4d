import { ApiError } from "../http/api-error.ts";
import type { Handler } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import { hashSecret } from "../secret.ts";
import type { Sql } from "../store/store.ts";
import { writeOnce } from "../write-once.ts";
import { callingMember } from "./caller.ts";
import { admittedMember } from "./issue-token.ts";
import { newShortCode, readShortCode } from "./short-code.ts";

const VALID_MS = 10 * 60_000;
/** Codes of one member that work at the same time: every further one makes the oldest void. */
const MOST_ALIVE = 3;
/** So long a code is remembered, to say that it was used or has expired. */
const REMEMBERED_MS = 24 * 3_600_000;

/** Makes a short code with which its member connects another device, once, for ten minutes. */
export function addDeviceHandler(hub: Hub): Handler<"addDevice"> {
  return (request, call) => {
    const { member, tokenId } = callingMember(call);
    const memberId = member.id;
    return hub.store.transaction(async (sql) => {
      const now = hub.now();
      const turn = await writeOnce(sql, { kind: "addDevice", call, request, now });
      const id = call.idempotencyKey;
      await admittedMember(sql, memberId);
      await stillLetIn(sql, tokenId);
      if (!turn.first) {
        const [made] = await sql.query<{ expires_at: Date; used_at: Date | null }>(
          "select expires_at, used_at from device_code where id = $1",
          [id],
        );
        const expiresAt = made?.expires_at ?? now;
        if (!turn.freshSecret || made === undefined || made.used_at !== null || expiresAt <= now) {
          return { id, expiresAt: expiresAt.toISOString() };
        }
        await sql.query("delete from device_code where id = $1", [id]);
        return {
          id,
          ...shown(hub, await insertCode(sql, { id, memberId, tokenId, expiresAt }, now), expiresAt),
        };
      }
      await makeRoom(sql, memberId, now);
      const expiresAt = new Date(now.getTime() + VALID_MS);
      return {
        id,
        ...shown(hub, await insertCode(sql, { id, memberId, tokenId, expiresAt }, now), expiresAt),
      };
    });
  };
}

const shown = (hub: Hub, code: string, expiresAt: Date) => ({
  expiresAt: expiresAt.toISOString(),
  code,
  link: `${hub.settings.publicUrl}/join#${code}`,
});

/** A device may be refused between its asking and here, and what it asked for must not outlive it. */
async function stillLetIn(sql: Sql, tokenId: string): Promise<void> {
  const [known] = await sql.query("select 1 from token where id = $1 and revoked_at is null", [tokenId]);
  if (!known) throw new ApiError("unauthorized", "This access was revoked. Ask for a new invitation.");
}

/** @returns the code; it is stored hashed, and whoever reads the table within its ten minutes reads all the rest too */
async function insertCode(
  sql: Sql,
  { id, memberId, tokenId, expiresAt }: { id: string; memberId: string; tokenId: string; expiresAt: Date },
  now: Date,
): Promise<string> {
  for (;;) {
    const code = newShortCode();
    const made = await sql.query(
      `insert into device_code (id, code_hash, member_id, token_id, created_at, expires_at)
       values ($1, $2, $3, $4, $5, $6)
       on conflict (code_hash) do nothing returning id`,
      [id, hashSecret(readShortCode(code) ?? ""), memberId, tokenId, now, expiresAt],
    );
    // Of so many, two are the same once in a blue moon.
    if (made.length > 0) return code;
  }
}

async function makeRoom(sql: Sql, memberId: string, now: Date): Promise<void> {
  await sql.query(
    `update device_code set expires_at = $2 where id in (
       select id from device_code where member_id = $1 and used_at is null and expires_at > $2
       order by created_at desc, id offset $3)`,
    [memberId, now, MOST_ALIVE - 1],
  );
}

/**
 * Uses a short code up. Its member is locked first, as everywhere: of two who come with one code at once, the
 * second finds it used.
 * @param code as `readShortCode` gives it
 * @returns the member's id
 * @throws ApiError that says what is the matter with the code
 */
export async function takeDeviceCode(sql: Sql, code: string, now: Date): Promise<string> {
  const hash = hashSecret(code);
  const [known] = await sql.query<{ member_id: string }>(
    "select member_id from device_code where code_hash = $1",
    [hash],
  );
  if (known) await admittedMember(sql, known.member_id);
  const { memberId } = await readDeviceCode(sql, code, now);
  await sql.query("update device_code set used_at = $2 where code_hash = $1", [hash, now]);
  return memberId;
}

/**
 * Whose a short code is, without using it up.
 * @throws ApiError that says what is the matter with the code
 */
export async function readDeviceCode(sql: Sql, code: string, now: Date): Promise<{ memberId: string }> {
  const [held] = await sql.query<{ member_id: string; expires_at: Date; used_at: Date | null }>(
    "select member_id, expires_at, used_at from device_code where code_hash = $1",
    [hashSecret(code)],
  );
  if (!held) {
    throw new ApiError(
      "invite_unknown",
      "This code is not known here. Compare it with the one that your connected device shows.",
    );
  }
  if (held.used_at) {
    throw new ApiError("invite_used", "This code was used already. Make a new one on your connected device.");
  }
  if (held.expires_at <= now) {
    throw new ApiError("invite_expired", "This code has expired. Make a new one on your connected device.");
  }
  return { memberId: held.member_id };
}

/**
 * Ends the codes of a member who may not come in any more, or of one device of theirs.
 * @param tokenId that device's; all of the member's if absent
 */
export async function voidDeviceCodes(
  sql: Sql,
  { memberId, tokenId }: { memberId: string; tokenId?: string | undefined },
  now: Date,
): Promise<void> {
  await sql.query(
    `update device_code set expires_at = $2
     where member_id = $1 and used_at is null and expires_at > $2 and ($3::uuid is null or token_id = $3)`,
    [memberId, now, tokenId ?? null],
  );
}

/** Forgets codes that are long over. */
export async function pruneDeviceCodes(sql: Sql, now: Date): Promise<void> {
  await sql.query("delete from device_code where expires_at < $1", [new Date(now.getTime() - REMEMBERED_MS)]);
}
