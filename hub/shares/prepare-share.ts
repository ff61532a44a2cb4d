import { recordKey } from "../../lib/contract/record-key.ts";
import { ApiError } from "../http/api-error.ts";
import type { Handler } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import type { Library, LibraryAsset } from "../library/library.ts";
import { mayUse, teamsOf } from "../library/may-use.ts";
import { libraryOf } from "../library/read-library.ts";
import type { Sql } from "../store/store.ts";
import { writeOnce } from "../write-once.ts";
import type { Addressee, People } from "./addressee.ts";
import { findShare, memberOf } from "./find-share.ts";
import { newLinkToken } from "./link-address.ts";
import { messageOf } from "./message.ts";
import { linkOf, type ShareRow, shareOf } from "./share-row.ts";

/** A link of an asset for the person of a record: the one that this member has for them, or a new one. */
export function prepareShareHandler(hub: Hub, people: People): Handler<"prepareShare"> {
  return async (request, call) => {
    const { store, settings } = hub;
    const member = memberOf(call);
    const now = hub.now();
    const [library, teams] = await Promise.all([libraryOf(hub), teamsOf(store, member.id)]);
    const asset = sendable(library, request.assetId, { role: member.role, teams });
    const { addressee, row } = await store.transaction(async (sql) => {
      await writeOnce(sql, { kind: "prepareShare", call, request, now });
      const addressee = await people.addressee(sql, { record: request.record, memberId: member.id, now });
      const asked = {
        id: call.idempotencyKey,
        assetId: asset.id,
        memberId: member.id,
        tracked: request.tracked,
        record: recordKey(request.record),
        now,
      };
      return { addressee, row: await findOrMake(sql, addressee, asked) };
    });
    const share = shareOf(row, { library, hub, memberId: member.id });
    if (share === undefined) throw new Error("The asset went away while a link of it was made");
    const message = messageOf({
      name: addressee.name,
      title: asset.title,
      length: asset.length,
      openWith: asset.guidance?.body.how.openWith,
      link: linkOf(row, asset, settings.linksUrl),
      sender: member.name,
    });
    return { share, message, ...(addressee.email === undefined ? {} : { to: addressee.email }) };
  };
}

/** @throws ApiError that says why this cannot be sent, and what to do */
function sendable(library: Library, assetId: string, reader: Parameters<typeof mayUse>[1]): LibraryAsset {
  const asset = library.assets.get(assetId);
  // Who may not know of it is told no more than that.
  if (asset === undefined || !mayUse(asset, reader)) {
    throw new ApiError("not_found", "There is no such content for you to send. Search for it again.");
  }
  if (asset.retired) {
    throw new ApiError("conflict", "This was retired by marketing and is not sent any more. Choose another.");
  }
  if (asset.kind === "snippet") {
    throw new ApiError("bad_request", "A snippet has no link. Copy its text into your message.");
  }
  if (!asset.version.ready) {
    throw new ApiError("conflict", "This is still being made ready, or could not be. Try again in a minute.");
  }
  return asset;
}

interface Asked {
  /** Of the new share, if there is to be one. */
  id: string;
  assetId: string;
  memberId: string;
  tracked: boolean;
  record: string;
  now: Date;
}

async function findOrMake(sql: Sql, { identityIds, identityId }: Addressee, asked: Asked): Promise<ShareRow> {
  const { id, assetId, memberId, tracked, record, now } = asked;
  const live = `from share where asset_id = $1 and identity_id = any($2::bigint[]) and member_id = $3 and tracked = $4
     and revoked_at is null`;
  const key = [assetId, identityIds, memberId, tracked];
  // A link that ran out opens nothing any more, so whoever asks for one needs another.
  await sql.query(
    `update share set revoked_at = expires_at where id in (select id ${live} and expires_at <= $5)`,
    [...key, now],
  );
  const known = () =>
    sql.query<{ id: string }>(`select id ${live} order by prepared_at desc, id limit 1`, key);
  const [before] = await known();
  if (before) return findShare(sql, before.id);
  // A write that is said again after its link was revoked has its id taken already.
  await sql.query(
    `insert into share (id, asset_id, identity_id, member_id, record, tracked, token, prepared_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing`,
    [id, assetId, identityId, memberId, record, tracked, newLinkToken(), now],
  );
  const [made] = await known();
  return findShare(sql, made?.id ?? id);
}
