import { ApiError } from "../http/api-error.ts";
import type { Handler } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import { libraryOf } from "../library/read-library.ts";
import type { Sql } from "../store/store.ts";
import { findShare, memberOf } from "./find-share.ts";
import { type ShareRow, shareOf } from "./share-row.ts";

/** Changes what a link does. Said again it changes nothing. */
export function changeShareHandler(hub: Hub): Handler<"changeShare"> {
  return async (request, call) => {
    const member = memberOf(call);
    const library = await libraryOf(hub);
    const now = hub.now();
    const row = await hub.store.transaction(async (sql) => {
      const share = await findShare(sql, request.id);
      if (share.member_id !== member.id && member.role !== "admin") {
        throw new ApiError("forbidden", "Only who made this link, or an admin, can change it.");
      }
      const { pinned, expiresAt, limitedTo, revoked, allowDownload } = request;
      if (typeof pinned === "number") await requireVersion(sql, share.asset_id, pinned);
      if (expiresAt && new Date(expiresAt) <= now) {
        throw new ApiError("bad_request", "expiresAt: this has passed already. Revoke the link instead.");
      }
      if (limitedTo && hub.settings.smtpUrl === undefined) {
        throw new ApiError(
          "conflict",
          "A link can be limited to an address once Leadside can send mail: ask an admin to set LEADSIDE_SMTP_URL.",
        );
      }
      if (revoked === false && share.revoked_at !== null) await requireNoOther(sql, share);
      await sql.query(
        `update share set
           pinned_version = case when $2 then $3 else pinned_version end,
           expires_at = case when $4 then $5 else expires_at end,
           limited_to = case when $6 then $7 else limited_to end,
           revoked_at = case when $8::boolean then coalesce(revoked_at, $9) when not $8::boolean then null else revoked_at end,
           allow_download = coalesce($10, allow_download)
         where id = $1`,
        [
          share.id,
          pinned !== undefined,
          pinned ?? null,
          expiresAt !== undefined,
          expiresAt ?? null,
          limitedTo !== undefined,
          limitedTo ?? null,
          revoked ?? null,
          now,
          allowDownload ?? null,
        ],
      );
      return findShare(sql, share.id);
    });
    const share = shareOf(row, { library, hub, memberId: member.id });
    if (share === undefined) throw new ApiError("not_found", "There is no such link (any more).");
    return { share };
  };
}

async function requireVersion(sql: Sql, assetId: string, number: number): Promise<void> {
  const rows = await sql.query(
    "select 1 from asset_version where asset_id = $1 and number = $2 and state = 'ready'",
    [assetId, number],
  );
  if (rows.length === 0) throw new ApiError("bad_request", "pinned: there is no such version to show.");
}

/** There is one live link for an asset, person and member. */
async function requireNoOther(sql: Sql, share: ShareRow): Promise<void> {
  const rows = await sql.query(
    `select 1 from share where asset_id = $1 and identity_id = $2 and member_id = $3 and tracked = $4
       and revoked_at is null`,
    [share.asset_id, share.identity_id, share.member_id, share.tracked],
  );
  if (rows.length > 0) {
    throw new ApiError("conflict", "Another link was made for them since. Revoke that one first, or use it.");
  }
}
