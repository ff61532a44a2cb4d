import type { z } from "zod";
import type { PublicAnswersReply, PublicAnswersRequest } from "../../lib/contract/feedback.ts";
import type { Call } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import { mayUse, teamsOf } from "../library/may-use.ts";
import { libraryOf } from "../library/read-library.ts";
import { memberOf } from "./own-item.ts";
import { ANSWER_COLUMNS, ANSWER_JOINS, type AnswerRow, answerOf } from "./read-answers.ts";
import { isAnswerVisible, isVisible } from "./visible.ts";

const MOST = 50;

interface Row extends AnswerRow {
  about_asset: string | null;
  type: z.output<typeof PublicAnswersReply>["items"][number]["type"];
  reasons: string[];
  people: number;
}

/** What was answered for everybody, newest first; of content that this member may not know of, nothing. */
export async function publicAnswers(
  hub: Hub,
  { assetId, claimId }: z.output<typeof PublicAnswersRequest>,
  call: Call,
): Promise<z.input<typeof PublicAnswersReply>> {
  const { store } = hub;
  const member = memberOf(call);
  const [library, teams] = await Promise.all([libraryOf(hub), teamsOf(store, member.id)]);
  const reader = { role: member.role, teams };
  const usable = (id: string) => {
    const asset = library.assets.get(id);
    return asset !== undefined && mayUse(asset, reader);
  };
  const hidden = [...library.assets.keys()].filter((id) => !usable(id));
  if (assetId !== undefined && !usable(assetId)) return { items: [], next: null };
  const rows = await store.query<Row>(
    `select ${ANSWER_COLUMNS}, said.asset_id as about_asset, said.type, said.reasons, said.people
     from feedback_answer a ${ANSWER_JOINS}
     cross join lateral (
       select (array_agg(f.asset_id order by f.received_at, f.id))[1] as asset_id,
         (array_agg(f.type order by f.received_at, f.id))[1] as type,
         (select array_agg(distinct reason) from feedback_answer_item one join feedback g on g.id = one.feedback_id
          cross join lateral unnest(g.reasons) as reason
          where one.answer_id = a.id and ${isVisible("$1", "g")}) as reasons,
         count(distinct coalesce(f.identity_id::text, f.id::text))::int as people
       from feedback_answer_item i join feedback f on f.id = i.feedback_id
       where i.answer_id = a.id and ${isVisible("$1")}
         and ($2::uuid is null or f.asset_id = $2) and ($3::uuid is null or f.claim_id = $3)
         and (f.asset_id is null or f.asset_id <> all($4::uuid[]))
     ) said
     where a.public and ${isAnswerVisible("$1")} and said.people > 0
       and (asset_version.asset_id is null or asset_version.asset_id <> all($4::uuid[]))
     order by a.at desc, a.id limit ${MOST}`,
    [hub.now(), assetId ?? null, claimId ?? null, hidden],
  );
  const items = rows.map((row) => ({
    answer: answerOf(row, library),
    type: row.type,
    reasons: row.reasons ?? [],
    people: row.people,
  }));
  return { items, next: null };
}
