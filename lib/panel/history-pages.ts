import type { Touchpoint, TouchpointPage } from "../contract/touchpoint.ts";

/** Pages of a history as they were loaded, newest first, with the cursor that brought each. */
export interface HistoryPages {
  pages: TouchpointPage[];
  pageParams: (string | null)[];
}

/**
 * Puts a newer first page over pages that were loaded before, so that a refresh takes no row from the screen.
 * Where the two do not meet, rows between them are missing: then the history begins anew.
 */
export function withNewest(known: HistoryPages, newest: TouchpointPage): HistoryPages {
  const [first, ...rest] = known.pages;
  const anew = { pages: [newest], pageParams: [null] };
  if (!first || rest.length === 0) return anew;
  const fresh = new Set(newest.items.map(({ id }) => id));
  const meets = first.items.findLastIndex(({ id }) => fresh.has(id));
  if (meets < 0) return anew;
  const items = [...newest.items, ...first.items.slice(meets + 1)];
  return { pages: [{ items, next: first.next }, ...rest], pageParams: known.pageParams };
}

/** All rows in order, each once: pages of two moments may share some. */
export function rowsOf(pages: readonly TouchpointPage[]): Touchpoint[] {
  const rows = new Map<string, Touchpoint>();
  for (const { items } of pages) {
    for (const row of items) if (!rows.has(row.id)) rows.set(row.id, row);
  }
  return [...rows.values()];
}
