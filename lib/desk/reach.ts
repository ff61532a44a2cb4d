import { useSyncExternalStore } from "react";

/** Whether the hub answered when last asked. */
let away = false;
const listeners = new Set<() => void>();

/** Tells what came of asking the hub; called by the query client alone. */
export function noteReach(reached: boolean): void {
  if (away === !reached) return;
  away = !reached;
  for (const listener of listeners) listener();
}

/** Whether the hub is out of reach at the moment. */
export function useHubAway(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => away,
  );
}
