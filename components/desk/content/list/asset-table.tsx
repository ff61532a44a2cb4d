import "./asset-table.css";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { ListedAsset } from "../../../../lib/contract/asset.ts";
import { lastList } from "../../../../lib/desk/content/last-list.ts";
import { ownZone } from "../../../../lib/panel/time-words.ts";
import { useNow } from "../../../../lib/panel/use-now.ts";
import { AssetRow } from "./asset-row.tsx";

interface AssetTableProps {
  items: readonly ListedAsset[];
  /** Of the whole list, loaded or not. */
  matching: number;
  chosen: ReadonlySet<string>;
  onChoose: (id: string, on: boolean) => void;
  /** The end of what is loaded came near. */
  onEnd: () => void;
}

const ROW_HEIGHT = 38;

/** The library as a table; of a long one only what can be seen is in the page. */
export function AssetTable({ items, matching, chosen, onChoose, onEnd }: AssetTableProps) {
  const table = useRef<HTMLTableElement>(null);
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const [margin, setMargin] = useState(0);
  const clock = { now: useNow(true), zone: ownZone() };

  useLayoutEffect(() => {
    const find = () => setScroller(scrollerOf(table.current));
    find();
    window.addEventListener("resize", find);
    return () => window.removeEventListener("resize", find);
  }, []);
  useLayoutEffect(() => {
    // What stands above the table comes and goes.
    const body = table.current?.tBodies[0];
    if (!scroller || !body) return;
    const above =
      body.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop;
    if (Math.abs(above - margin) > 1) setMargin(above);
  });
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => items[index]?.id ?? index,
    overscan: 12,
    scrollMargin: margin,
  });
  const rows = virtual.getVirtualItems();
  const last = rows.at(-1)?.index ?? -1;
  useEffect(() => {
    if (last >= items.length - 20) onEnd();
  }, [last, items.length, onEnd]);
  useBackToRow(items, (index) => virtual.scrollToIndex(index, { align: "center" }), scroller !== null);

  const before = (rows[0]?.start ?? margin) - margin;
  const after = virtual.getTotalSize() - ((rows.at(-1)?.end ?? margin) - margin);
  return (
    <table
      ref={table}
      className="asset-table"
      aria-rowcount={matching + 1}
      data-choosing={chosen.size > 0 || undefined}
    >
      <caption className="visually-hidden">Content</caption>
      <thead>
        <tr aria-rowindex={1}>
          <th scope="col" className="column-choose">
            <span className="visually-hidden">Chosen</span>
          </th>
          <th scope="col">Title</th>
          <th scope="col" className="column-kind">
            Kind
          </th>
          <th scope="col" className="column-version">
            Version
          </th>
          <th scope="col" className="column-guidance">
            Guidance
          </th>
          <th scope="col" className="column-verified">
            Verified until
          </th>
          <th scope="col" className="column-audience">
            Who may use
          </th>
          <th scope="col" className="column-sent">
            Sent
          </th>
          <th scope="col" className="column-read">
            Read by a person
          </th>
        </tr>
      </thead>
      <tbody>
        {before > 0 && <Space height={before} />}
        {rows.map(({ index, key }) => {
          const item = items[index];
          return (
            item && (
              <AssetRow
                key={key}
                item={item}
                index={index}
                measure={virtual.measureElement}
                clock={clock}
                chosen={chosen.has(item.id)}
                onChoose={onChoose}
              />
            )
          );
        })}
        {after > 0 && <Space height={after} />}
      </tbody>
    </table>
  );
}

/** In the place of the rows that are not in the page. */
function Space({ height }: { height: number }) {
  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row without cells takes no focus.
  return <tr aria-hidden="true" className="asset-space" style={{ height }} />;
}

/** What scrolls: the work beside an aside, or below 1024 px all of the page's body. */
function scrollerOf(element: HTMLElement | null): HTMLElement | null {
  for (let at = element?.parentElement; at; at = at.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(at).overflowY)) return at;
  }
  return document.documentElement;
}

/** Who comes back from a row's page finds it again. */
function useBackToRow(
  items: readonly ListedAsset[],
  scrollTo: (index: number) => void,
  ready: boolean,
): void {
  const done = useRef(false);
  useEffect(() => {
    if (done.current || !ready || items.length === 0) return;
    done.current = true;
    const index = items.findIndex(({ id }) => id === lastList().rowId);
    if (index < 0) return;
    scrollTo(index);
    requestAnimationFrame(() =>
      document.querySelector<HTMLElement>(`[data-row="${items[index]?.id}"]`)?.focus({ preventScroll: true }),
    );
  });
}
