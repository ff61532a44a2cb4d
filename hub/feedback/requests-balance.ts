import type { z } from "zod";
import type { InboxFilters, ThemesReply } from "../../lib/contract/inbox.ts";
import type { Hub } from "../hub.ts";
import { isVisible } from "./visible.ts";

type Wish = NonNullable<InboxFilters["wish"]>;

const MONTHS = 3;

/** SQL: when the month three months ago began. */
const begin = (now: string, zone: string) =>
  `(date_trunc('month', ${now}::timestamptz at time zone ${zone}) - interval '${MONTHS} months')`;

/** SQL: whether a wish is of a kind. What was merged is delivered by what became of the main one. */
const KINDS: Record<Wish, (wish: string) => string> = {
  specific: (wish) => `${wish}.note <> ''`,
  broad: (wish) => `${wish}.note = ''`,
  delivered: (wish) =>
    `coalesce((select status from feedback main where main.id = ${wish}.merged_into), ${wish}.status) = 'changed'`,
};

const isCounted = (wish: string, now: string, zone: string) =>
  `${wish}.type = 'request' and ${wish}.received_at >= (${begin(now, zone)} at time zone ${zone})
   and ${isVisible(now, wish)}`;

/**
 * SQL: whether an item is a wish that the balance counts as of a kind.
 * @param now and zone as they stand in the statement, such as `$1` and `$2`
 */
export const isWish = (kind: Wish, wish: string, now: string, zone: string): string =>
  `${isCounted(wish, now, zone)} and ${KINDS[kind](wish)}`;

/**
 * Wishes since the beginning of the month three months ago: those with words of their own, those by chip alone, and
 * what was changed because of them.
 */
export async function readRequests(hub: Hub, now: Date): Promise<z.input<typeof ThemesReply>["requests"]> {
  const count = (kind: Wish) => `(count(*) filter (where ${KINDS[kind]("wish")}))::int as ${kind}`;
  const [row] = await hub.store.query<{ since: string; specific: number; broad: number; delivered: number }>(
    `select ${begin("$1", "$2")}::date as since, ${count("specific")}, ${count("broad")}, ${count("delivered")}
     from feedback wish where ${isCounted("wish", "$1", "$2")}`,
    [now, hub.settings.timeZone],
  );
  if (!row) throw new Error("The database did not count");
  return row;
}
