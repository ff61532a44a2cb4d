import type { z } from "zod";
import type { InboxFilters, InboxReply } from "../../lib/contract/inbox.ts";
import type { Hub } from "../hub.ts";
import { inView, isFiltered, type Looking, matching, parameters } from "./inbox-filters.ts";
import { remembered } from "./remembered.ts";

export type Counts = z.input<typeof InboxReply>["counts"];

/** Who owns what changes without the inbox's stamp. */
const KEPT_MS = 15_000;

/** How many items each view has, and how many the filters leave; counted once for a stamp. */
export async function readCounts(
  hub: Hub,
  { filters, stamp, looking }: { filters: InboxFilters; stamp: string; looking: Looking },
): Promise<{ counts: Counts; matching: number }> {
  const turn = Math.floor(looking.now.getTime() / KEPT_MS);
  const [byStatus, mine, left] = await Promise.all([
    remembered(hub, `${stamp} counts`, () => countStatuses(hub, looking)),
    remembered(hub, `${stamp} mine ${turn} ${looking.memberId}`, () => countMine(hub, looking)),
    isFiltered(filters)
      ? remembered(hub, `${stamp} matching ${looking.memberId} ${JSON.stringify(filters)}`, () =>
          countMatching(hub, filters, looking),
        )
      : undefined,
  ]);
  const of = (...statuses: string[]) =>
    statuses.reduce((sum, status) => sum + (byStatus.get(status) ?? 0), 0);
  const counts = {
    open: of("new", "seen", "planned"),
    new: of("new"),
    mine,
    planned: of("planned"),
    closed: of("changed", "declined"),
    all: of("new", "seen", "planned", "changed", "declined"),
  };
  return { counts, matching: left ?? counts[filters.view ?? "open"] };
}

async function countStatuses({ store }: Hub, { now }: Looking): Promise<ReadonlyMap<string, number>> {
  const rows = await store.query<{ status: string; count: number }>(
    `select status, count(*)::int as count from feedback
     where taken_back_at is null and visible_at <= $1 group by status`,
    [now],
  );
  return new Map(rows.map(({ status, count }) => [status, count]));
}

async function countMine(hub: Hub, looking: Looking): Promise<number> {
  const { values, given } = parameters();
  return countOf(hub, inView("mine", given, looking), values);
}

async function countMatching(hub: Hub, filters: InboxFilters, looking: Looking): Promise<number> {
  const { values, given } = parameters();
  return countOf(hub, matching(filters, given, looking), values);
}

async function countOf({ store }: Hub, condition: string, values: readonly unknown[]): Promise<number> {
  const [row] = await store.query<{ count: number }>(
    `select count(*)::int as count from feedback f where ${condition}`,
    values,
  );
  return row?.count ?? 0;
}
