import { useSyncExternalStore } from "react";

const NARROW = "(max-width: 719px)";

/** Whether there is room for one thing beside the other; CSS has the same width. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => window.matchMedia(NARROW).matches);
}

function subscribe(listener: () => void): () => void {
  const media = window.matchMedia(NARROW);
  media.addEventListener("change", listener);
  return () => media.removeEventListener("change", listener);
}
