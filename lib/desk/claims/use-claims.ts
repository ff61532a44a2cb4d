import { useHubPages } from "../use-hub-pages.ts";
import type { ClaimsSearch } from "./claims-search.ts";

/** Talking points as the address asks for them, page by page; what was there stays until the next answer. */
export function useClaims(search: ClaimsSearch) {
  const pages = useHubPages("claims", search, { nextOf: ({ next }) => next, keep: true });
  return {
    pages,
    items: pages.data?.flatMap(({ items }) => items),
    counts: pages.data?.[0]?.counts,
  };
}
