import { useEffect, useState } from "react";

/** How long a page that was just opened may take to show the person's e-mail, in milliseconds. */
const WINDOW_MS = 1_800;

/**
 * Whether the page's e-mail may still come, so that "nobody" would be said too early.
 * @param record key of the record on screen
 */
export function useHintWindow(record: string | undefined, visible: boolean): boolean {
  const [over, setOver] = useState<string>();
  useEffect(() => {
    if (record === undefined || !visible) return;
    const timer = setTimeout(() => setOver(record), WINDOW_MS);
    return () => clearTimeout(timer);
  }, [record, visible]);
  return record !== undefined && over !== record;
}
