import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { ContextView } from "../bridge/messages.ts";
import type { Failure } from "../bridge/result.ts";
import { TOUCHPOINT_KINDS, type Touchpoint, type TouchpointKind } from "../contract/touchpoint.ts";
import { useAsk } from "./ask-context.ts";
import { PanelFailure, valueOrThrow } from "./panel-failure.ts";

const ROWS_A_PAGE = 100;

export interface HistoryFilter {
  kind: TouchpointKind | null;
  /** Also what we sent. */
  passive: boolean;
}

export interface History {
  touchpoints: Touchpoint[];
  /** The first rows of this filter are on their way. */
  loading: boolean;
  loadingEarlier: boolean;
  hasEarlier: boolean;
  failure: Failure | undefined;
  loadEarlier: () => void;
}

/**
 * A person's history by cursor. Without a filter it begins with the rows that came with the context,
 * so that opening a record asks once.
 * @param record key of the record on screen, so that no page outlives it
 */
export function useHistory(
  record: string,
  personId: string,
  { context }: ContextView,
  { kind, passive }: HistoryFilter,
): History {
  const ask = useAsk();
  const plain = kind === null && !passive;
  const query = useInfiniteQuery({
    // A refresh that brought no new row keeps the pages that were already loaded.
    queryKey: ["history", record, personId, kind, passive, plain ? context.touchpoints.next : context.asOf],
    queryFn: async ({ pageParam }) =>
      valueOrThrow(
        await ask("panel.touchpoints", {
          personId,
          limit: ROWS_A_PAGE,
          ...(pageParam === null ? {} : { cursor: pageParam }),
          ...(passive ? { passive } : {}),
          ...(isAskable(kind) ? { kinds: [kind] } : {}),
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    ...(plain ? { initialData: { pages: [context.touchpoints], pageParams: [null] } } : {}),
  });
  const pages = query.data?.pages;
  const first = plain ? context.touchpoints : pages?.[0];
  const touchpoints = useMemo(
    () => [...(first?.items ?? []), ...(pages ?? []).slice(1).flatMap(({ items }) => items)],
    [first, pages],
  );
  return {
    touchpoints,
    loading: query.isPending && query.isFetching,
    loadingEarlier: query.isFetchingNextPage,
    hasEarlier: query.hasNextPage,
    failure: query.error instanceof PanelFailure ? query.error.failure : undefined,
    loadEarlier: () => {
      if (query.isFetching) return;
      void (query.data ? query.fetchNextPage() : query.refetch());
    },
  };
}

function isAskable(kind: TouchpointKind | null): kind is (typeof TOUCHPOINT_KINDS)[number] {
  return kind !== null && (TOUCHPOINT_KINDS as readonly string[]).includes(kind);
}
