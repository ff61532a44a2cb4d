import { useEffect, useRef, useSyncExternalStore } from "react";
import type { PanelLink } from "../bridge/panel-link.ts";
import type { RecordRef } from "../contract/record.ts";
import type { FeedbackGiving } from "./feedback-giving.ts";

/** By then Leadside has what was taken back here, in milliseconds. */
const ARRIVED_MS = 1_000;

/** What the rep said or took back at a record stands there in their other tabs too. */
export function useTellOtherTabs(link: PanelLink, giving: FeedbackGiving): void {
  const said = useSyncExternalStore(giving.subscribe, () => giving.said);
  const before = useRef<ReadonlyMap<string, RecordRef>>(new Map());
  useEffect(() => {
    const sent = new Map(
      said.flatMap(({ key, state, record }) => (state === "sent" ? [[key, record] as const] : [])),
    );
    const changed = [
      ...[...sent].filter(([key]) => !before.current.has(key)),
      ...[...before.current].filter(([key]) => !sent.has(key)),
    ];
    before.current = sent;
    // Not cleared when more is said: each record is told of.
    for (const [, record] of changed) setTimeout(() => link.tellOthers(record), ARRIVED_MS);
  }, [link, said]);
}
