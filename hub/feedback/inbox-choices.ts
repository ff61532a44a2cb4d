import type { z } from "zod";
import type { InboxChoicesReply } from "../../lib/contract/inbox.ts";
import type { Hub } from "../hub.ts";
import { libraryOf } from "../library/read-library.ts";
import { inView, type Looking, parameters } from "./inbox-filters.ts";
import { remembered } from "./remembered.ts";
import { readStamp } from "./stamp.ts";

const MOST = 200;

type Reply = z.input<typeof InboxChoicesReply>;

/** What the inbox can be filtered by, with how many open items each leaves, most first. */
export async function inboxChoices(hub: Hub, looking: Looking): Promise<Reply> {
  const stamp = await readStamp(hub.store, looking.now);
  const [library, counted, assignees] = await Promise.all([
    libraryOf(hub),
    remembered(hub, `${stamp} choices`, () => countOpen(hub, looking)),
    readAssignees(hub),
  ]);
  const listed = (what: string) =>
    counted.filter((row) => row.what === what).map(({ value, items }) => ({ value, items }));
  const about = counted.flatMap(({ what, value, items }): Reply["about"] => {
    if (what === "asset") {
      return [{ what, id: value, title: library.assets.get(value)?.title ?? "Content", items }];
    }
    if (what !== "claim") return [];
    return [{ what, id: value, title: library.claims.get(value)?.title ?? "A talking point", items }];
  });
  return { stages: listed("stage"), industries: listed("industry"), about, assignees };
}

interface Counted {
  what: "stage" | "industry" | "asset" | "claim";
  value: string;
  items: number;
}

function countOpen({ store }: Hub, looking: Looking): Promise<Counted[]> {
  const { values, given } = parameters();
  return store.query<Counted>(
    `with open as materialized (
       select f.stage, f.industry, f.asset_id, f.claim_id from feedback f where ${inView("open", given, looking)}
     ), counted as (
       select 'stage' as what, stage as value, count(*)::int as items from open where stage is not null group by stage
       union all
       select 'industry', industry, count(*)::int from open where industry is not null group by industry
       union all
       select 'claim', claim_id::text, count(*)::int from open where claim_id is not null group by claim_id
       union all
       select 'asset', asset_id::text, count(*)::int from open where claim_id is null and asset_id is not null
       group by asset_id
     )
     select what, value, items from (
       select *, row_number() over (partition by what order by items desc, value) as place from counted
     ) placed where place <= ${MOST} order by items desc, value`,
    values,
  );
}

/** Who may answer, and so be given something to answer. */
function readAssignees({ store }: Hub): Promise<{ id: string; name: string }[]> {
  return store.query(
    `select id, name from member where role in ('marketer', 'admin') and deactivated_at is null
     order by lower(name), id`,
  );
}
