import type { Handler } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import { callingMember } from "./caller.ts";
import { voidDeviceCodes } from "./device-code.ts";
import { admittedMember } from "./issue-token.ts";

/** Refuses all of a member's devices and sign-ins but the one that asks, and every link and code made for them. */
export function signOutEverywhereHandler(hub: Hub): Handler<"signOutEverywhere"> {
  return (_request, call) => {
    const { member, tokenId } = callingMember(call);
    const now = hub.now();
    return hub.store.transaction(async (sql) => {
      await admittedMember(sql, member.id);
      const revoked = await sql.query(
        `update token set revoked_at = $3 where member_id = $1 and id <> $2 and revoked_at is null
           and (expires_at is null or expires_at > $3) returning id`,
        [member.id, tokenId, now],
      );
      await voidDeviceCodes(sql, { memberId: member.id }, now);
      await voidSignInLinks(sql, member.id, now);
      return { revoked: revoked.length };
    });
  };
}

/** Ends the links that would sign a member in. */
export async function voidSignInLinks(
  sql: Parameters<typeof voidDeviceCodes>[0],
  memberId: string,
  now: Date,
): Promise<void> {
  await sql.query(
    "update sign_in_link set expires_at = $2 where member_id = $1 and used_at is null and expires_at > $2",
    [memberId, now],
  );
}
