import type { z } from "zod";
import type { FeedbackItem } from "../../lib/contract/inbox.ts";
import type { Sql } from "../store/store.ts";

const MOST = 20;

interface About {
  type: string;
  asset_id: string | null;
  claim_id: string | null;
  version: number | null;
  clicked_at: Date;
}

/**
 * What may answer an item, newest first: versions of what it is about that are newer than the one it was said of; of a
 * wish whatever was published since.
 */
export async function readNewer(
  sql: Sql,
  { type, asset_id, claim_id, version, clicked_at }: About,
): Promise<z.input<typeof FeedbackItem>["newer"]> {
  if (type === "data_wrong") return [];
  const about = claim_id ?? asset_id;
  const rows = await sql.query<{
    what: "asset" | "claim";
    id: string;
    title: string;
    number: number;
    at: Date;
  }>(
    `select * from (
       select 'asset' as what, v.id, asset.title, v.number, v.created_at as at
       from asset_version v join asset on asset.id = v.asset_id
       where v.state = 'ready' and asset.retired_at is null and case
         when $1::uuid is null then v.created_at > $4
         else v.asset_id = $1 and not $2 and v.number > $3 end
       union all
       select 'claim', v.id, claim.title, v.number, v.created_at
       from claim_version v join claim on claim.id = v.claim_id
       where claim.retired_at is null and case
         when $1::uuid is null then v.created_at > $4
         else v.claim_id = $1 and $2 and v.number > $3 end
     ) newer order by at desc, number desc, id limit ${MOST}`,
    [about, claim_id !== null, version ?? 0, clicked_at],
  );
  return rows.map((row) => ({
    what: row.what,
    versionId: row.id,
    title: row.title,
    version: row.number,
    at: row.at.toISOString(),
  }));
}
