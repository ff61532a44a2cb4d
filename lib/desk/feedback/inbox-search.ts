import { z } from "zod";
import { FEEDBACK_TYPES } from "../../contract/feedback.ts";
import { INBOX_VIEWS, type InboxFilters, STATES, WISHES } from "../../contract/inbox.ts";
import { Uuid } from "../../contract/primitives.ts";

const text = z.coerce.string().max(200).optional().catch(undefined);
const id = Uuid.optional().catch(undefined);

/** What the inbox shows, as it stands in its address; what it does not understand is left out. */
export const InboxSearch = z.object({
  view: z.enum(INBOX_VIEWS).optional().catch(undefined),
  type: z.enum(FEEDBACK_TYPES).optional().catch(undefined),
  reason: text,
  assetId: id,
  claimId: id,
  claimVersionId: id,
  comparisonId: id,
  askId: id,
  stage: text,
  industry: text,
  theme: text,
  wish: z.enum(WISHES).optional().catch(undefined),
  status: z.enum(STATES).optional().catch(undefined),
  late: z.literal("yes").optional().catch(undefined),
  query: text,
  /** The item that is open. */
  item: id,
  /** Instead of an item: the opportunities behind a theme's amount, by its key, or what was merged lately. */
  deals: text,
  merges: z.literal(true).optional().catch(undefined),
});
export type InboxSearch = z.infer<typeof InboxSearch>;

/** What the list and themes are asked for. */
export function filtersOf({
  item: _item,
  deals: _deals,
  merges: _merges,
  ...filters
}: InboxSearch): InboxFilters {
  return shortInboxSearch(filters);
}

/** Without what is not asked for, so that addresses stay short. */
export function shortInboxSearch(search: InboxSearch): InboxSearch {
  return Object.fromEntries(
    Object.entries(search).filter(([name, value]) => value && !(name === "view" && value === "open")),
  );
}

/** All that narrows a view, set to nothing. The view, and what is open, stay. */
export const NO_FILTERS = {
  type: undefined,
  reason: undefined,
  assetId: undefined,
  claimId: undefined,
  claimVersionId: undefined,
  comparisonId: undefined,
  askId: undefined,
  stage: undefined,
  industry: undefined,
  theme: undefined,
  wish: undefined,
  status: undefined,
  late: undefined,
  query: undefined,
} satisfies Partial<InboxSearch>;

/** Whether anything narrows the view. */
export function isFiltered(search: InboxSearch): boolean {
  return Object.keys(NO_FILTERS).some((name) => search[name as keyof typeof NO_FILTERS]);
}

/** The address as it is now with some of it changed, for links in rows that are not drawn anew with every change. */
export const searchWith =
  (change: Partial<InboxSearch>) =>
  (now: object): InboxSearch =>
    shortInboxSearch({ ...InboxSearch.parse(now), ...change });
