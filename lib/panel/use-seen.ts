import { useEffect, useRef } from "react";
import type { RecordRef } from "../contract/record.ts";
import { recordKey } from "../contract/record-key.ts";
import type { Touchpoint } from "../contract/touchpoint.ts";
import { useAsk } from "./ask-context.ts";

const LOOK_MS = 2_000;

/** The id of the touchpoint that was received last, or null. */
export function newestByReceipt(touchpoints: readonly Touchpoint[]): string | null {
  let newest: Touchpoint | undefined;
  for (const touchpoint of touchpoints) {
    if (!newest || Date.parse(touchpoint.receivedAt) > Date.parse(newest.receivedAt)) newest = touchpoint;
  }
  return newest?.id ?? null;
}

/**
 * Records what the rep saw, after two seconds in which they could see it, once for the same newest row.
 * @param shown what stands on screen, or undefined while nobody's facts do
 */
export function useSeen(
  shown: { record: RecordRef; touchpoints: readonly Touchpoint[] } | undefined,
  visible: boolean,
): void {
  const ask = useAsk();
  const recorded = useRef<string>(undefined);
  const newest = shown ? newestByReceipt(shown.touchpoints) : null;
  const look = shown ? `${recordKey(shown.record)} ${newest}` : undefined;
  const record = useRef(shown?.record);
  record.current = shown?.record;

  useEffect(() => {
    if (look === undefined || !visible || recorded.current === look) return;
    const timer = setTimeout(() => {
      if (!record.current) return;
      recorded.current = look;
      void ask("panel.seen", { record: record.current, newest });
    }, LOOK_MS);
    return () => clearTimeout(timer);
  }, [ask, look, newest, visible]);
}
