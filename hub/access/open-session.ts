import { ApiError } from "../http/api-error.ts";
import type { Call, Handler } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import type { Sql } from "../store/store.ts";
import { writeOnce } from "../write-once.ts";
import { takeDeviceCode } from "./device-code.ts";
import { deviceName } from "./device-name.ts";
import { countWrongCode, limitGuesses } from "./guess-limit.ts";
import { admittedMember, issueToken } from "./issue-token.ts";
import { setUp } from "./set-up.ts";
import { readShortCode } from "./short-code.ts";
import { readSignInLink } from "./sign-in-link.ts";
import { takeInvite } from "./take-invite.ts";

const VALID_MS = 30 * 24 * 3_600_000;

/**
 * Signs a browser in at the desk: turns a code into a cookie, once. Another site's page cannot make a browser do it,
 * or its reader would work under somebody else's name.
 */
export function openSessionHandler(hub: Hub): Handler<"openSession"> {
  return async (request, call) => {
    if (call.askedBy === "other_page") {
      throw new ApiError("forbidden", "Sign in on Leadside's own page, not from another site.");
    }
    const now = hub.now();
    const shortCode = readShortCode(request.code);
    const said = { ...request, code: shortCode ?? request.code };
    const open = () =>
      hub.store.transaction(async (sql) => {
        // The address of who sets up is theirs to be erased, and a write's digest is kept for ever.
        const { email: _email, ...digested } = said;
        const turn = await writeOnce(sql, { kind: "openSession", call, request: digested, now });
        if (!turn.first) return openedBefore(sql, call, now, turn.freshSecret);
        const memberId =
          shortCode === undefined
            ? await takeLongCode(sql, said, call, now)
            : await takeDeviceCode(sql, shortCode, now);
        const member = await admittedMember(sql, memberId);
        return issue(sql, { member, device: deviceName(said.device) }, call, now);
      });
    const opened =
      shortCode === undefined
        ? await open().catch((error: unknown) => countIfWrong(hub, call, now, error))
        : await limitGuesses(hub.store, call, now, open);
    if (opened.token !== undefined) call.setSession(opened.token, opened.expiresAt);
    return { member: opened.member, expiresAt: opened.expiresAt.toISOString() };
  };
}

interface Opened {
  token?: string;
  member: Awaited<ReturnType<typeof admittedMember>>;
  expiresAt: Date;
}

async function takeLongCode(
  sql: Sql,
  { code, name, email }: { code: string; name?: string | undefined; email?: string | undefined },
  call: Call,
  now: Date,
): Promise<string> {
  const link = await readSignInLink(sql, code, now, true);
  if (!link) return takeInvite(sql, { code, name, newId: call.idempotencyKey }, now);
  return link.memberId ?? (await setUp(sql, { id: call.idempotencyKey, name, email }, now));
}

async function issue(
  sql: Sql,
  { member, device }: Pick<Opened, "member"> & { device: string | null },
  call: Call,
  now: Date,
): Promise<Opened> {
  const expiresAt = new Date(now.getTime() + VALID_MS);
  const token = await issueToken(sql, { memberId: member.id, device, sessionUntil: expiresAt }, call, now);
  return { token, member, expiresAt };
}

/** The same again: its answer was lost, so the cookie that nobody may have got is replaced. */
async function openedBefore(sql: Sql, call: Call, now: Date, freshSecret: boolean): Promise<Opened> {
  const [made] = await sql.query<{ member_id: string; device: string | null; expires_at: Date }>(
    "select member_id, device, expires_at from token where write_key = $1 limit 1",
    [call.idempotencyKey],
  );
  if (!made) throw new Error("A sign-in was recorded without its token");
  const member = await admittedMember(sql, made.member_id);
  if (!freshSecret) return { member, expiresAt: made.expires_at };
  const revoked = await sql.query(
    "update token set revoked_at = $2 where write_key = $1 and revoked_at is null returning id",
    [call.idempotencyKey, now],
  );
  // Signed out in between: a copy of the request must not undo that.
  if (revoked.length === 0) return { member, expiresAt: made.expires_at };
  return issue(sql, { member, device: made.device }, call, now);
}

/** A code that is none counts as a try; what else went wrong does not. */
export async function countIfWrong(hub: Hub, call: Call, now: Date, error: unknown): Promise<never> {
  if (error instanceof ApiError && error.code === "invite_unknown") {
    await countWrongCode(hub.store, call, now);
  }
  throw error;
}
