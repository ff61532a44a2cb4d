import type { GestureKind } from "./reading-totals.ts";

/** A page that moves so soon after somebody's input was moved by it, also while it still glides. */
const SCROLL_FOLLOWS_WITHIN_MS = 1_000;
/** What comes in a stream counts once so often. */
const STREAM_MS = 500;

export type Input = "wheel" | "pointer_move" | "pointer_down" | "key" | "touch" | "scroll";

/**
 * Turns the stream of a browser's events into gestures: a scroll counts only when input of somebody came before,
 * since scripts of scanners scroll too; a long movement is one gesture every half second.
 */
export function createGestureRules(): (input: Input, now: number) => GestureKind | undefined {
  const countedAt = new Map<GestureKind, number>();
  let inputAt = Number.NEGATIVE_INFINITY;
  return (input, now) => {
    const kind = KIND[input];
    if (input === "scroll") {
      if (now - inputAt > SCROLL_FOLLOWS_WITHIN_MS) return undefined;
      inputAt = now;
    } else if (input !== "pointer_move") {
      // A pointer that only moves scrolls nothing.
      inputAt = now;
    }
    if (kind === undefined) return undefined;
    if (now - (countedAt.get(kind) ?? Number.NEGATIVE_INFINITY) < STREAM_MS) return undefined;
    countedAt.set(kind, now);
    return kind;
  };
}

const KIND: Record<Input, GestureKind | undefined> = {
  // The scroll that follows is what counts.
  wheel: undefined,
  pointer_move: "pointer",
  pointer_down: "pointer",
  key: "keys",
  touch: "touches",
  scroll: "scrolled",
};
