import { useEffect, useRef } from "react";
import type { Notice } from "../contract/notice.ts";
import { callHub } from "./call-hub.ts";

/** So long a notice is on screen before it counts as seen. */
const LOOKED_MS = 2_000;

/** Says once of each notice that is shown that it was seen; where that fails, it is said when it is shown again. */
export function useSeenNotices(shown: readonly Notice[]): void {
  const told = useRef(new Set<string>());
  const fresh = shown.flatMap(({ id, seen }) => (seen || told.current.has(id) ? [] : id)).join();
  useEffect(() => {
    if (fresh === "") return;
    const timer = setTimeout(() => {
      if (document.visibilityState !== "visible") return;
      const ids = fresh.split(",");
      for (const id of ids) told.current.add(id);
      callHub("seeNotices", { ids }).catch(() => {
        for (const id of ids) told.current.delete(id);
      });
    }, LOOKED_MS);
    return () => clearTimeout(timer);
  }, [fresh]);
}
