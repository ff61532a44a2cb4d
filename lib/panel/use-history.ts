import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef } from "react";
import type { ContextView } from "../bridge/messages.ts";
import type { Failure } from "../bridge/result.ts";
import type { RecordRef } from "../contract/record.ts";
import { recordKey } from "../contract/record-key.ts";
import { TOUCHPOINT_KINDS, type Touchpoint, type TouchpointKind } from "../contract/touchpoint.ts";
import { useAsk } from "./ask-context.ts";
import { type HistoryPages, rowsOf, withNewest } from "./history-pages.ts";
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
 * @param record on screen, so that no page outlives it
 */
export function useHistory(
  record: RecordRef,
  personId: string,
  { context }: ContextView,
  { kind, passive }: HistoryFilter,
): History {
  const ask = useAsk();
  const client = useQueryClient();
  const plain = kind === null && !passive;
  const queryKey = ["history", recordKey(record), personId, kind, passive];
  const readPage = async (cursor: string | null) =>
    valueOrThrow(
      await ask("panel.touchpoints", {
        personId,
        record,
        limit: ROWS_A_PAGE,
        ...(cursor === null ? {} : { cursor }),
        ...(passive ? { passive } : {}),
        ...(isAskable(kind) ? { kinds: [kind] } : {}),
      }),
    );
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => readPage(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    ...(plain ? { initialData: { pages: [context.touchpoints], pageParams: [null] } } : {}),
  });

  useNews(queryKey.join(), context.asOf, query.isFetching, async () => {
    const newest = plain ? context.touchpoints : await readPage(null);
    client.setQueryData<HistoryPages>(queryKey, (known) => known && withNewest(known, newest));
  });

  const pages = query.data?.pages;
  const touchpoints = useMemo(() => rowsOf(pages ?? []), [pages]);
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

/**
 * After a refresh, what came since goes on top of what was loaded.
 * @param filter what is shown; it begins with its own first page, which needs no news
 * @param busy rows are on their way: what they bring would be laid over the news
 */
function useNews(filter: string, asOf: string, busy: boolean, take: () => Promise<void>): void {
  const taken = useRef({ filter, asOf });
  const latest = useRef(take);
  latest.current = take;
  useEffect(() => {
    if (taken.current.filter !== filter) taken.current = { filter, asOf };
    if (taken.current.asOf === asOf || busy) return;
    taken.current = { filter, asOf };
    // What cannot be asked now is asked with the next refresh.
    latest.current().catch(() => {});
  }, [filter, asOf, busy]);
}

function isAskable(kind: TouchpointKind | null): kind is (typeof TOUCHPOINT_KINDS)[number] {
  return kind !== null && (TOUCHPOINT_KINDS as readonly string[]).includes(kind);
}
