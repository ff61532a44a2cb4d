import type { ListSearch } from "./list-search.ts";

/** The list as it was left, so that the way back leads to the same rows. */
let last: { search: ListSearch; rowId: string | undefined } = { search: {}, rowId: undefined };

export const lastList = () => last;
export function noteList(search: ListSearch): void {
  last = { search, rowId: JSON.stringify(search) === JSON.stringify(last.search) ? last.rowId : undefined };
}
export function noteRow(rowId: string): void {
  last = { ...last, rowId };
}
