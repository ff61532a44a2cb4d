import type { ReplyOf } from "../contract/endpoints.ts";

type Page = ReplyOf<"exportPerson">;

/**
 * All that is held about a person, read page by page: a table that goes on on the next page is one again.
 * @param read a page of it; rejects where the hub cannot be asked
 */
export async function heldOfPerson(
  read: (cursor: string | undefined) => Promise<Page>,
): Promise<Omit<Page, "next">> {
  const { next, ...whole } = await read(undefined);
  for (let cursor = next; cursor !== null; ) {
    const page = await read(cursor);
    for (const part of page.held) {
      const last = whole.held.at(-1);
      if (last?.table === part.table) last.rows = last.rows.concat(part.rows);
      else whole.held.push(part);
    }
    cursor = page.next;
  }
  return whole;
}
