import type { RecordRef } from "../../lib/contract/record.ts";
import { recordKey } from "../../lib/contract/record-key.ts";
import { ApiError } from "../http/api-error.ts";
import type { Hub } from "../hub.ts";
import { PLACES } from "../library/ask-places.ts";
import { noSuchAsk } from "./asks.ts";

/**
 * Takes one of a question's five places for a rep, on the record where they have it on screen. Said again there, it is
 * still theirs; on another record it is not shown twice.
 * @returns whether it is theirs here
 * @throws ApiError `not_found`; `forbidden` to who never looked the record up
 */
export async function showAsk(
  hub: Hub,
  memberId: string,
  { id, record }: { id: string; record: RecordRef },
): Promise<boolean> {
  const key = recordKey(record);
  return hub.store.transaction(async (sql) => {
    // Who asks for the last place waits here for who asked before.
    const [ask] = await sql.query<{ open: boolean }>(
      "select closed_at is null as open from claim_ask where id = $1 for update",
      [id],
    );
    if (ask === undefined) throw noSuchAsk();
    const looked = await sql.query("select 1 from look_up where member_id = $1 and record = $2 limit 1", [
      memberId,
      key,
    ]);
    if (looked.length === 0) throw new ApiError("forbidden", "Open this person's record first.");
    if (!ask.open) return false;
    const places = await sql.query<{ member_id: string; record: string; ended: boolean }>(
      "select member_id, record, ended_at is not null as ended from claim_ask_place where ask_id = $1",
      [id],
    );
    const own = places.find(({ member_id }) => member_id === memberId);
    if (own) return own.record === key && !own.ended;
    if (places.length >= PLACES) return false;
    await sql.query(
      "insert into claim_ask_place (ask_id, member_id, record, shown_at) values ($1, $2, $3, $4)",
      [id, memberId, key, hub.now()],
    );
    return true;
  });
}

/**
 * "Not now": the place is kept, so that nobody else is asked in its stead, and the question does not come again.
 * @throws ApiError `not_found`
 */
export async function skipAsk(hub: Hub, memberId: string, id: string): Promise<void> {
  const [ask] = await hub.store.query("select 1 from claim_ask where id = $1", [id]);
  if (ask === undefined) throw noSuchAsk();
  await hub.store.query(
    "update claim_ask_place set ended_at = coalesce(ended_at, $3) where ask_id = $1 and member_id = $2",
    [id, memberId, hub.now()],
  );
}
