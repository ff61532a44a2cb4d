import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import type { ReplyOf } from "../../contract/endpoints.ts";
import type { InboxFilters } from "../../contract/inbox.ts";
import { callHub, HubError } from "../call-hub.ts";
import { useNotice } from "../notice.ts";
import type { InboxRow } from "./inbox-list.ts";
import type { Seen } from "./use-inbox-writes.ts";

/** So many one write takes. */
export const MOST_CHOSEN = 500;

/** Which items are chosen for one act on all of them. */
export function useChosenItems(rows: readonly InboxRow[], asked: string) {
  const client = useQueryClient();
  const say = useNotice();
  const [items, setItems] = useState<ReadonlyMap<string, number>>(new Map());
  const [reading, setReading] = useState(false);
  const [cut, setCut] = useState("");
  const from = useRef<number>(undefined);
  const here = useRef(rows);
  here.current = rows;
  // Another list is another choice.
  // biome-ignore lint/correctness/useExhaustiveDependencies: when other filters are asked for.
  useEffect(() => {
    setItems(new Map());
    setCut("");
    from.current = undefined;
  }, [asked]);

  const choose = useCallback((index: number, on: boolean, range: boolean) => {
    const [first, last] = [Math.min(from.current ?? index, index), Math.max(from.current ?? index, index)];
    const some = range ? here.current.slice(first, last + 1) : here.current.slice(index, index + 1);
    from.current = index;
    setItems((before) => {
      const next = new Map(before);
      for (const { item } of some) {
        if (!on) next.delete(item.id);
        else if (next.size < MOST_CHOSEN) next.set(item.id, item.revision);
      }
      return next;
    });
  }, []);
  const none = useCallback(() => {
    setItems(new Map());
    setCut("");
  }, []);

  /** All that the filters leave, as far as one write takes them. */
  async function chooseAll(): Promise<void> {
    setReading(true);
    try {
      const { all, matching } = await readAll(JSON.parse(asked) as InboxFilters, (filters, cursor) =>
        client.fetchQuery<ReplyOf<"inbox">>({
          queryKey: ["inbox", filters, cursor],
          queryFn: ({ signal }) =>
            callHub("inbox", { ...filters, ...(cursor ? { cursor } : {}) }, { signal }),
          staleTime: 0,
          gcTime: 0,
        }),
      );
      setItems(all);
      const left = matching - all.size;
      setCut(
        left > 0 ? `${MOST_CHOSEN} at a time: ${left.toLocaleString("en-GB")} more are not selected.` : "",
      );
    } catch (error) {
      if (!(error instanceof HubError)) throw error;
      say({ text: error.message });
    } finally {
      setReading(false);
    }
  }

  return {
    items,
    reading,
    /** Why not all are chosen; else empty. */
    cut,
    choose,
    none,
    chooseAll,
    /** As they stand on the screen now. */
    seen(): Seen[] {
      const now = new Map(rows.map(({ item }) => [item.id, item.revision]));
      return [...items].map(([id, revision]) => ({ id, revision: now.get(id) ?? revision }));
    },
  };
}
export type ChosenItems = ReturnType<typeof useChosenItems>;

async function readAll(
  filters: InboxFilters,
  read: (filters: InboxFilters, cursor: string | undefined) => Promise<ReplyOf<"inbox">>,
): Promise<{ all: Map<string, number>; matching: number }> {
  const all = new Map<string, number>();
  let cursor: string | undefined;
  for (;;) {
    const page = await read(filters, cursor);
    for (const { id, revision } of page.items) if (all.size < MOST_CHOSEN) all.set(id, revision);
    if (page.next === null || all.size >= MOST_CHOSEN) return { all, matching: page.matching };
    cursor = page.next;
  }
}
