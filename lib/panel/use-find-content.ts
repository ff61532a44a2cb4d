import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { Failure } from "../bridge/result.ts";
import type { FoundContent } from "../contract/asset.ts";
import type { RecordRef } from "../contract/record.ts";
import { recordKey } from "../contract/record-key.ts";
import { useAsk } from "./ask-context.ts";
import { PanelFailure, valueOrThrow } from "./panel-failure.ts";

/** A rep who types is asked about once they pause this long, in milliseconds. */
const PAUSE_MS = 120;

export interface FindContent {
  query: string;
  type: (query: string) => void;
  /** Of the last question that was answered; undefined until the first was. */
  found: FoundContent[] | undefined;
  /** What is shown answers what is typed. */
  settled: boolean;
  failure: Failure | undefined;
  hasMore: boolean;
  more: () => void;
  again: () => void;
}

/** What the rep typed, kept by who shows the search, so that it is there again when they come back to it. */
export type Typed = readonly [query: string, type: (query: string) => void];

/** A search over everything that the rep may send, as they type. Each question stands for itself, so the last one wins. */
export function useFindContent(record: RecordRef, [query, type]: Typed): FindContent {
  const ask = useAsk();
  const [asked, setAsked] = useState(query.trim().slice(0, 200));
  useEffect(() => {
    const timer = setTimeout(() => setAsked(query.trim().slice(0, 200)), query === "" ? 0 : PAUSE_MS);
    return () => clearTimeout(timer);
  }, [query]);
  const search = useInfiniteQuery({
    queryKey: ["find content", recordKey(record), asked],
    queryFn: async ({ pageParam }) =>
      valueOrThrow(
        await ask("content.find", {
          record,
          query: asked,
          ...(pageParam === null ? {} : { cursor: pageParam }),
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
  return {
    query,
    type,
    found: search.data?.pages.flatMap(({ items }) => items),
    settled: !search.isPlaceholderData && !search.isPending && asked === query.trim().slice(0, 200),
    failure: search.error instanceof PanelFailure ? search.error.failure : undefined,
    hasMore: search.hasNextPage && !search.isPlaceholderData,
    more: () => {
      if (!search.isFetching) void search.fetchNextPage();
    },
    again: () => void search.refetch(),
  };
}
