import { DraftKeeper } from "./draft-keeper.ts";

const keepers = new Map<string, DraftKeeper<never>>();

interface DraftOptions<Body> {
  save: (body: Body, basedOn: string | null) => Promise<{ savedAt: string }>;
  /** A body as the hub keeps it. */
  asKept: (body: Body) => Body;
}

/**
 * The keeper of a draft, by what it is the draft of: one for each, as long as the page is open. It goes on when its
 * page is left, until what was written is kept.
 */
export function draftKeeper<Body>(of: string, { save, asKept }: DraftOptions<Body>): DraftKeeper<Body> {
  const known = keepers.get(of);
  if (known) return known as unknown as DraftKeeper<Body>;
  const keeper = new DraftKeeper<Body>(save, asKept, {
    set: (act, ms) => setTimeout(act, ms),
    clear: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
  });
  keepers.set(of, keeper as unknown as DraftKeeper<never>);
  return keeper;
}

if (typeof window !== "undefined") {
  // Somebody came back to the page, perhaps after signing in elsewhere.
  window.addEventListener("focus", () => {
    for (const keeper of keepers.values()) keeper.tryNow();
  });
  // Closing the page would lose what was written.
  window.addEventListener("beforeunload", (event) => {
    if ([...keepers.values()].some((keeper) => keeper.unsaved() !== undefined)) event.preventDefault();
  });
}
