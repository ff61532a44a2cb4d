import type { ClaimsSearch } from "./claims-search.ts";

/** The list as it was left, so that the way back leads to the same rows. */
let last: ClaimsSearch = {};

export const lastClaims = (): ClaimsSearch => last;
export function noteClaims(search: ClaimsSearch): void {
  last = search;
}
