import type { z } from "zod";
import type { Touchpoint } from "../../lib/contract/touchpoint.ts";
import { writeCursor } from "../touchpoints/cursor.ts";
import type { TouchpointRow } from "../touchpoints/read-page.ts";

/** A page of history as the contract wants it. */
export function touchpointPage(
  page: { rows: readonly TouchpointRow[]; more: boolean },
  sourceNames: ReadonlyMap<string, string>,
): { items: z.input<typeof Touchpoint>[]; next: string | null } {
  const last = page.rows.at(-1);
  return {
    items: page.rows.map((row) => touchpointItem(row, sourceNames.get(row.source_id) ?? "A removed source")),
    next: page.more && last ? writeCursor(last) : null,
  };
}

function touchpointItem(row: TouchpointRow, sourceName: string): z.input<typeof Touchpoint> {
  return {
    id: String(row.id),
    kind: row.kind as z.input<typeof Touchpoint>["kind"],
    title: row.title,
    passive: row.passive,
    at: row.at.toISOString(),
    receivedAt: row.received_at.toISOString(),
    atBasis: row.at_basis as z.input<typeof Touchpoint>["atBasis"],
    source: { id: row.source_id, name: sourceName },
    ...(row.detail === null ? {} : { detail: row.detail }),
    ...(row.words === null ? {} : { words: row.words }),
    ...(row.campaign === null ? {} : { campaign: row.campaign }),
    ...(row.url === null ? {} : { url: row.url }),
    ...(row.shared ? { sharedMailbox: true } : {}),
  };
}
