import type { z } from "zod";
import type { ThemesReply } from "../../lib/contract/inbox.ts";
import type { Hub } from "../hub.ts";
import { isVisible } from "./visible.ts";

const MONTHS = 3;

/**
 * Wishes since the beginning of the month three months ago: those with words of their own, those by chip alone, and
 * what was changed because of them. A wish that was merged counts by what became of the main one.
 */
export async function readRequests(hub: Hub, now: Date): Promise<z.input<typeof ThemesReply>["requests"]> {
  const [row] = await hub.store.query<{ since: string; specific: number; broad: number; delivered: number }>(
    `with begin as (
       select date_trunc('month', $1::timestamptz at time zone $2) - interval '${MONTHS} months' as local
     ), wish as (
       select f.note <> '' as specific, coalesce(main.status, f.status) = 'changed' as delivered
       from feedback f left join feedback main on main.id = f.merged_into
       where f.type = 'request' and f.received_at >= (select local at time zone $2 from begin) and ${isVisible("$1")}
     )
     select (select local::date from begin) as since, (count(*) filter (where specific))::int as specific,
       (count(*) filter (where not specific))::int as broad, (count(*) filter (where delivered))::int as delivered
     from wish`,
    [now, hub.settings.timeZone],
  );
  if (!row) throw new Error("The database did not count");
  return row;
}
