import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useLayoutEffect, useRef, useState } from "react";
import type { HistoryEntry } from "../../lib/panel/history-groups.ts";
import type { Clock } from "../../lib/panel/time-words.ts";
import { TouchpointRow } from "./touchpoint-row.tsx";

interface HistoryRowsProps {
  entries: readonly HistoryEntry[];
  /** More entries exist than these. */
  open: boolean;
  clock: Clock;
}

/** Up to here all rows are in the page, for the browser's own search; beyond, only those near the screen. */
const MOST_WHOLE = 120;
const HEIGHTS = { week: 30, touchpoint: 40, looked: 28 };

/** The history's lines. Ten thousand of them scroll as fast as ten. */
export function HistoryRows({ entries, open, clock }: HistoryRowsProps) {
  const list = useRef<HTMLUListElement>(null);
  const [top, setTop] = useState(0);
  const windowed = entries.length > MOST_WHOLE;
  // What stands above the list may have grown with any render.
  useLayoutEffect(() => {
    if (list.current) setTop(Math.round(list.current.getBoundingClientRect().top + window.scrollY));
  });
  const virtualizer = useWindowVirtualizer({
    count: entries.length,
    enabled: windowed,
    overscan: 20,
    // What is read stays where it is when newer rows come in above it.
    anchorTo: "end",
    scrollMargin: top,
    estimateSize: (index) => HEIGHTS[entries[index]?.kind ?? "touchpoint"],
    getItemKey: (index) => entries[index]?.key ?? index,
  });
  const shown = virtualizer.getVirtualItems();
  const above = windowed ? (shown[0]?.start ?? top) - top : 0;
  const below = windowed ? virtualizer.getTotalSize() - ((shown.at(-1)?.end ?? top) - top) : 0;
  const indexes = windowed ? shown.map(({ index }) => index) : entries.keys();

  return (
    <ul
      ref={list}
      aria-label="Engagement history"
      style={{ paddingTop: above, paddingBottom: Math.max(0, below) }}
    >
      {Array.from(indexes, (index) => {
        const entry = entries[index];
        return (
          entry && (
            <li
              key={entry.key}
              ref={windowed ? virtualizer.measureElement : undefined}
              data-index={index}
              aria-posinset={windowed ? index + 1 : undefined}
              aria-setsize={windowed ? (open ? -1 : entries.length) : undefined}
            >
              <Entry entry={entry} clock={clock} />
            </li>
          )
        );
      })}
    </ul>
  );
}

function Entry({ entry, clock }: { entry: HistoryEntry; clock: Clock }) {
  if (entry.kind === "week") return <h3 className="history-week">{entry.title}</h3>;
  if (entry.kind === "looked") return <p className="history-looked">{entry.words}</p>;
  return <TouchpointRow row={entry} late={entry.late} clock={clock} />;
}
