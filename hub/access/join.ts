import { ApiError } from "../http/api-error.ts";
import type { Call, Handler } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import type { Sql } from "../store/store.ts";
import { writeOnce } from "../write-once.ts";
import { takeDeviceCode } from "./device-code.ts";
import { deviceName } from "./device-name.ts";
import { countWrongCode, limitGuesses } from "./guess-limit.ts";
import { admittedMember, issueToken } from "./issue-token.ts";
import { readShortCode } from "./short-code.ts";
import { takeInvite } from "./take-invite.ts";

/**
 * The one door: turns an invitation's code into a member and a token, and a short code into another token of
 * the member whose connected device shows it. A code works once; tries with wrong ones are limited.
 */
export function joinHandler(hub: Hub): Handler<"join"> {
  return async (request, call) => {
    const now = hub.now();
    const shortCode = readShortCode(request.code);
    const said = { ...request, code: shortCode ?? request.code };
    const join = () =>
      hub.store.transaction(async (sql) => {
        const turn = await writeOnce(sql, { kind: "join", call, request: said, now });
        if (!turn.first) return joinedBefore(sql, call, now, turn.freshSecret);
        const memberId =
          shortCode === undefined
            ? await takeInvite(sql, { code: said.code, name: said.name, newId: call.idempotencyKey }, now)
            : await takeDeviceCode(sql, shortCode, now);
        const member = await admittedMember(sql, memberId);
        const device = deviceName(said.device);
        return { token: await issueToken(sql, { memberId, device }, call, now), member };
      });

    if (shortCode !== undefined) {
      // Its key was let in with this code before: asking for the lost answer is no guess.
      if (await isRepeated(hub.store, call)) return join();
      return limitGuesses(hub.store, call, now, join);
    }
    return join().catch(async (error: unknown) => {
      if (error instanceof ApiError && error.code === "invite_unknown") {
        await countWrongCode(hub.store, call, now);
      }
      throw error;
    });
  };
}

async function isRepeated(sql: Sql, call: Call): Promise<boolean> {
  const known = await sql.query("select 1 from write_once where key = $1 and kind = 'join'", [
    call.idempotencyKey,
  ]);
  return known.length > 0;
}

/** The same join again: its answer was lost, so the token that nobody may have got is replaced. */
async function joinedBefore(sql: Sql, call: Call, now: Date, freshSecret: boolean) {
  const [made] = await sql.query<{ member_id: string; device: string | null }>(
    "select member_id, device from token where write_key = $1 limit 1",
    [call.idempotencyKey],
  );
  if (!made) throw new Error("A join was recorded without its token");
  const member = await admittedMember(sql, made.member_id);
  if (!freshSecret) return { member };
  const revoked = await sql.query(
    "update token set revoked_at = $2 where write_key = $1 and revoked_at is null returning id",
    [call.idempotencyKey, now],
  );
  // Signed out in between: a copy of the request must not undo that.
  if (revoked.length === 0) return { member };
  return {
    token: await issueToken(sql, { memberId: made.member_id, device: made.device }, call, now),
    member,
  };
}
