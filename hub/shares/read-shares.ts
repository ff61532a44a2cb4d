import type { z } from "zod";
import type { Role } from "../../lib/contract/member.ts";
import type { Share } from "../../lib/contract/share.ts";
import type { Hub } from "../hub.ts";
import type { Library } from "../library/library.ts";
import { TEAMS_OF } from "../library/may-use.ts";
import type { Sql } from "../store/store.ts";
import { SHARE_COLUMNS, type ShareRow, shareOf } from "./share-row.ts";

const MOST = 20;

/** What was prepared or sent to a person, by whomever, newest first, twenty at most. */
export async function readShares(
  sql: Sql,
  asked: { identityIds: readonly number[]; memberId: string; library: Library; hub: Pick<Hub, "settings"> },
): Promise<z.input<typeof Share>[]> {
  const rows = await sql.query<ShareRow & { reader_role: Role; reader_teams: string[] }>(
    `select ${SHARE_COLUMNS}, reader.role as reader_role, array(${TEAMS_OF("$2")}) as reader_teams
     from share s join member m on m.id = s.member_id join member reader on reader.id = $2
     where s.identity_id = any($1::bigint[]) order by s.prepared_at desc, s.id limit ${MOST}`,
    [asked.identityIds, asked.memberId],
  );
  return rows.flatMap((row) => {
    const reader = { role: row.reader_role, teams: new Set(row.reader_teams) };
    return shareOf(row, { ...asked, reader }) ?? [];
  });
}

/** An asset that has a link for a person: when it was sent, and when a person read it, if it was. */
export interface SentAsset {
  assetId: string;
  /** Copied, or opened in a mail program; whether it was really sent, nobody knows. Null: only prepared. */
  sentAt: Date | null;
  readAt: Date | null;
}

/** The assets that a person has links for, one row each, the newest two hundred. */
export async function sentAssets(sql: Sql, identityIds: readonly number[]): Promise<SentAsset[]> {
  const rows = await sql.query<{ asset_id: string; sent_at: Date | null; read_at: Date | null }>(
    `select asset_id, max(greatest(copied_at, composed_at)) as sent_at, max(person_read_at) as read_at
     from (
       select asset_id, copied_at, composed_at, person_read_at from share
       where identity_id = any($1::bigint[]) order by prepared_at desc limit 200
     ) newest group by asset_id`,
    [identityIds],
  );
  return rows.map((row) => ({ assetId: row.asset_id, sentAt: row.sent_at, readAt: row.read_at }));
}
