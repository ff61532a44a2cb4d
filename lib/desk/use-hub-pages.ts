import { type UseInfiniteQueryResult, useInfiniteQuery } from "@tanstack/react-query";
import type { EndpointName, ReplyOf, RequestOf } from "../contract/endpoints.ts";
import { callHub, type HubError } from "./call-hub.ts";

interface PagesOptions<Page> {
  /** Where the next page begins; null after the last. */
  nextOf: (page: Page) => string | null;
  /** Asked again so often, in milliseconds, as what was read so far says. */
  every?: (pages: readonly Page[]) => number | false;
  /** Shows what was there while another request is answered. */
  keep?: boolean;
}

/** A list's pages that were read so far; `fetchNextPage` reads one more. */
export type HubPages<Page> = UseInfiniteQueryResult<Page[], HubError>;

/** Reads a list from the hub, its first page at once. Read again, it has as many pages as were shown. */
export function useHubPages<Name extends EndpointName>(
  name: Name,
  request: RequestOf<Name>,
  { nextOf, every = () => false, keep = false }: PagesOptions<ReplyOf<Name>>,
): HubPages<ReplyOf<Name>> {
  type Page = ReplyOf<Name>;
  return useInfiniteQuery<Page, HubError, Page[], unknown[], string | undefined>({
    // The same request without pages may be asked beside it, and its answer has another shape.
    queryKey: [name, request, "pages"],
    queryFn: ({ pageParam, signal }) =>
      callHub(
        name,
        pageParam === undefined ? request : ({ ...(request as object), cursor: pageParam } as never),
        {
          signal,
        },
      ),
    initialPageParam: undefined,
    getNextPageParam: (page) => nextOf(page) ?? undefined,
    select: ({ pages }) => pages,
    refetchInterval: ({ state }) => every(state.data?.pages ?? []),
    ...(keep ? { placeholderData: (before) => before } : {}),
  });
}
