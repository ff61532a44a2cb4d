import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useSyncExternalStore } from "react";
import type { ReplyOf } from "../../contract/endpoints.ts";
import type { InboxFilters } from "../../contract/inbox.ts";
import { callHub } from "../call-hub.ts";
import { InboxList, type InboxListState } from "./inbox-list.ts";

export interface ShownList {
  list: InboxList;
  /** Of the filters asked for, or while those are read of the ones before. */
  state: InboxListState;
  /** Other filters are being read. */
  changing: boolean;
}

/** The inbox as the filters leave it; what was there stays until the first page of other filters is here. */
export function useInboxList(filters: InboxFilters): ShownList {
  const client = useQueryClient();
  const asked = JSON.stringify(filters);
  const list = useMemo(() => {
    const wanted = JSON.parse(asked) as InboxFilters;
    return new InboxList((cursor) =>
      client.fetchQuery<ReplyOf<"inbox">>({
        queryKey: ["inbox", wanted, cursor],
        queryFn: ({ signal }) => callHub("inbox", { ...wanted, ...(cursor ? { cursor } : {}) }, { signal }),
        staleTime: 0,
        gcTime: 0,
      }),
    );
  }, [client, asked]);
  useEffect(() => {
    void list.open();
  }, [list]);
  const state = useSyncExternalStore(list.subscribe, list.state);
  const last = useRef(state);
  const isRead = state.reply !== undefined || state.error !== undefined;
  if (isRead) last.current = state;
  return { list, state: last.current, changing: !isRead && last.current.reply !== undefined };
}
