import type { InboxFilters } from "../../lib/contract/inbox.ts";
import { searchWords, tsquery } from "../search-words.ts";
import { OPEN_STATUSES } from "./listed.ts";
import { isOwedBy } from "./owed.ts";
import { isWish } from "./requests-balance.ts";
import { isVisible } from "./visible.ts";

export type View = NonNullable<InboxFilters["view"]>;

/** Puts a value among a statement's parameters and gives its name there, such as `$3`. */
export type Given = (value: unknown) => string;

export interface Looking {
  memberId: string | null;
  now: Date;
  /** Of the hub: where a month begins. */
  timeZone: string;
}

/** Parameters of a statement, in the order in which they were given. */
export function parameters(): { values: unknown[]; given: Given } {
  const values: unknown[] = [];
  return { values, given: (value) => `$${values.push(value)}` };
}

/** SQL over `feedback f`: the items of a view by now. What was merged into another item is in none. */
export function inView(view: View, given: Given, { memberId, now }: Looking): string {
  const visible = isVisible(given(now));
  return `${visible} and ${{
    open: () => `f.status in ${OPEN_STATUSES}`,
    new: () => "f.status = 'new'",
    mine: () => isOwedBy(given(memberId), given(now)),
    planned: () => "f.status = 'planned'",
    closed: () => "f.status in ('changed', 'declined')",
    all: () => "f.status <> 'merged'",
  }[view]()}`;
}

/** SQL over `feedback f`: what the filters leave of a view. */
export function matching(filters: InboxFilters, given: Given, looking: Looking): string {
  // No database keeps such a text, so nothing has it.
  if (Object.values(filters).some((value) => value?.includes("\u0000"))) return "false";
  const wanted = [inView(filters.view ?? "open", given, looking)];
  const same = (column: string, value: string | undefined, type = "text") => {
    if (value !== undefined) wanted.push(`f.${column} = ${given(value)}::${type}`);
  };
  same("type", filters.type);
  same("asset_id", filters.assetId, "uuid");
  same("claim_id", filters.claimId, "uuid");
  same("claim_version_id", filters.claimVersionId, "uuid");
  same("comparison_id", filters.comparisonId, "uuid");
  same("ask_id", filters.askId, "uuid");
  same("stage", filters.stage);
  same("industry", filters.industry);
  same("theme", filters.theme);
  same("status", filters.status);
  if (filters.reason !== undefined) wanted.push(`${given(filters.reason)} = any(f.reasons)`);
  if (filters.late !== undefined)
    wanted.push(`f.answered_at is null and f.due_at <= ${given(looking.now)}::timestamptz`);
  if (filters.wish !== undefined) {
    const of = isWish(filters.wish, "said", given(looking.now), given(looking.timeZone));
    wanted.push(`f.id in (select coalesce(said.merged_into, said.id) from feedback said where ${of})`);
  }
  if (filters.query?.trim()) wanted.push(hasWords(filters.query, given));
  return wanted.join(" and ");
}

/** Words of what was merged into an item find that item. */
function hasWords(query: string, given: Given): string {
  const words = tsquery(searchWords(query));
  if (words === undefined) return "false";
  return `f.id in (
    select coalesce(merged_into, id) from feedback said
    where said.words @@ ${given(words)}::tsquery and said.taken_back_at is null)`;
}

/** Whether anything is left out beside the view. */
export function isFiltered({ view: _view, ...filters }: InboxFilters): boolean {
  return Object.values(filters).some((value) => value !== undefined);
}
