import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReplyOf } from "../../contract/endpoints.ts";
import { callHub, type HubError } from "../call-hub.ts";
import type { ListSearch } from "./list-search.ts";

/** The library as the address asks for it, page by page; what was there stays until the next answer. */
export function useAssets(search: ListSearch, every: number | false = false) {
  const read = useInfiniteQuery<
    ReplyOf<"assets">,
    HubError,
    ReplyOf<"assets">[],
    unknown[],
    string | undefined
  >({
    queryKey: ["assets", search],
    queryFn: ({ pageParam, signal }) =>
      callHub("assets", { ...search, ...(pageParam ? { cursor: pageParam } : {}) }, { signal }),
    initialPageParam: undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    select: ({ pages }) => pages,
    placeholderData: (before) => before,
    refetchInterval: every,
  });
  const pages = read.data;
  return { ...read, items: pages?.flatMap(({ items }) => items), counts: pages?.[0]?.counts };
}
