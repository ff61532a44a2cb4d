import { ApiError } from "../http/api-error.ts";
import type { Handler } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import { libraryOf } from "../library/read-library.ts";
import { writeOnce } from "../write-once.ts";
import { findShare, memberOf } from "./find-share.ts";

/** Keeps what the rep last did with a link, and which version they then knew of. */
export function noteShareHandler(hub: Hub): Handler<"noteShare"> {
  return async (request, call) => {
    const member = memberOf(call);
    const library = await libraryOf(hub);
    await hub.store.transaction(async (sql) => {
      const now = hub.now();
      const { first } = await writeOnce(sql, { kind: "noteShare", call, request, now });
      const share = await findShare(sql, request.shareId);
      if (share.member_id !== member.id) {
        throw new ApiError("forbidden", "This is somebody else's link. Make one of your own.");
      }
      if (request.did === "opened_in" && request.composer === undefined) {
        throw new ApiError("bad_request", "composer: say where the mail was opened.");
      }
      if (!first) return;
      // It may have waited in a browser without a connection, whose clock may be wrong.
      const said = Math.min(new Date(request.at).getTime(), now.getTime());
      const at = new Date(Math.max(said, share.prepared_at.getTime()));
      const version = share.pinned_version ?? library.assets.get(share.asset_id)?.version.number ?? null;
      await sql.query(
        request.did === "copied"
          ? `update share set copied_at = greatest(copied_at, $2), sent_version = greatest(sent_version, $3)
             where id = $1`
          : `update share set composed_at = greatest(composed_at, $2), sent_version = greatest(sent_version, $3),
               composer = case when composed_at > $2 then composer else $4 end
             where id = $1`,
        [share.id, at, version, ...(request.did === "copied" ? [] : [request.composer])],
      );
    });
    return { noted: true as const };
  };
}
