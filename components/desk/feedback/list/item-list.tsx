import { useVirtualizer } from "@tanstack/react-virtual";
import { type Ref, type RefObject, useCallback, useEffect, useImperativeHandle, useRef } from "react";
import type { InboxListState } from "../../../../lib/desk/feedback/inbox-list.ts";
import type { ChosenItems } from "../../../../lib/desk/feedback/use-chosen-items.ts";
import type { Done } from "../../../../lib/desk/feedback/use-inbox-writes.ts";
import { useClock } from "../../../../lib/desk/use-clock.ts";
import { ItemRow } from "./item-row.tsx";

export interface ItemListHandle {
  isAtTop(): boolean;
  toTop(): void;
}

interface ItemListProps {
  ref: Ref<ItemListHandle>;
  state: InboxListState;
  open: string | undefined;
  seen: RefObject<readonly [number, number]>;
  chosen: ChosenItems;
  done: Done | undefined;
  /** The end of what is read came near. */
  onEnd: () => void;
}

const ROW_HEIGHT = 81;
const NEAR_END = 30;

/** Rows of the inbox; of a long list only what can be seen is in the page. */
export function ItemList({ ref, state, open, seen, chosen, done, onEnd }: ItemListProps) {
  const { rows, reply, more } = state;
  const scroller = useRef<HTMLDivElement>(null);
  const clock = useClock();
  const keyOf = useCallback((index: number) => rows[index]?.item.id ?? index, [rows]);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: keyOf,
    overscan: 8,
  });
  const shown = virtual.getVirtualItems();
  const first = shown[0]?.index ?? 0;
  const last = shown.at(-1)?.index ?? -1;
  useEffect(() => {
    seen.current = [first, last];
  }, [seen, first, last]);
  useEffect(() => {
    if (more && last >= rows.length - NEAR_END) onEnd();
  }, [last, rows.length, more, onEnd]);
  useImperativeHandle(
    ref,
    () => ({
      isAtTop: () => (scroller.current?.scrollTop ?? 0) <= 0,
      toTop: () => scroller.current?.scrollTo({ top: 0 }),
    }),
    [],
  );
  // Who comes by a link finds the row of what is open.
  const opened = useRef(false);
  useEffect(() => {
    if (opened.current || rows.length === 0) return;
    opened.current = true;
    const index = rows.findIndex(({ item }) => item.id === open);
    if (index > 0) virtual.scrollToIndex(index, { align: "auto" });
  }, [rows, open, virtual]);

  return (
    <div ref={scroller} className="inbox-scroller">
      <ul className="inbox-rows" style={{ height: virtual.getTotalSize() }}>
        {shown.map(({ index, key, start }) => {
          const row = rows[index];
          return (
            row && (
              <ItemRow
                key={key}
                row={row}
                index={index}
                of={reply?.matching ?? rows.length}
                start={start}
                measure={virtual.measureElement}
                clock={clock}
                isOpen={row.item.id === open}
                isChosen={chosen.items.has(row.item.id)}
                choosing={chosen.items.size > 0}
                done={done?.ids.includes(row.item.id) ? done : undefined}
                onChoose={chosen.choose}
              />
            )
          );
        })}
      </ul>
    </div>
  );
}
