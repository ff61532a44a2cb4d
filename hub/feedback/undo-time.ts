/** For so long a click can be undone before others see it. */
export const UNDO_MS = 6_000;
/** While its giver writes; after the last word. */
export const HELD_MS = 600_000;
/** When they are done. */
export const LET_GO_MS = 1_000;
