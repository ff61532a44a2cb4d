import { useSyncExternalStore } from "react";

/** A yes or no that this browser keeps; where it may keep nothing, it holds until the page is closed. */
export function keptChoice(name: string, atFirst: boolean) {
  let value = read(name) ?? atFirst;
  const listeners = new Set<() => void>();
  return {
    set(next: boolean): void {
      value = next;
      try {
        localStorage.setItem(name, String(next));
      } catch {
        // Storage may be forbidden by the browser's settings.
      }
      for (const listener of listeners) listener();
    },
    use: (): boolean =>
      useSyncExternalStore(
        (listener) => {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
        () => value,
      ),
  };
}

function read(name: string): boolean | undefined {
  try {
    const kept = localStorage.getItem(name);
    return kept === null ? undefined : kept === "true";
  } catch {
    return undefined;
  }
}
