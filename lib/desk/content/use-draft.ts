import { useCallback, useRef, useState, useSyncExternalStore } from "react";
import type { DraftKeeper, KeptDraft } from "./draft-keeper.ts";
import type { Sentence } from "./sentence.ts";

/** The sentence that is being written, and its steps back and forth. */
export interface SentenceEditing {
  sentence: Sentence;
  /** Can be taken back by Ctrl Z. */
  change: (next: Sentence) => void;
  /** @returns whether there was a step to take back */
  undo: () => boolean;
  redo: () => boolean;
}

interface DraftOf<Body> {
  /** As it is kept; null: there is none. */
  draft: KeptDraft<Body> | null;
  /** As reps have it; null: they have none. */
  published: Body | null;
  /** What writing begins with where there is neither. */
  empty: Body;
}

const MOST_STEPS = 100;

/**
 * Something with a sentence of conditions in it, as it is being written: every change is kept as a draft, those of the
 * sentence can be undone.
 * @param asKept a body as the hub keeps it, by which two are compared
 */
export function useDraft<Body extends Sentence>(
  keeper: DraftKeeper<Body>,
  asKept: (body: Body) => Body,
  { draft, published, empty }: DraftOf<Body>,
) {
  const kept = useSyncExternalStore(keeper.subscribe, keeper.state);
  const [body, setBody] = useState<Body>(() => {
    const unsaved = keeper.unsaved();
    if (unsaved) return unsaved;
    keeper.goOnFrom(draft?.savedAt ?? null);
    return draft?.body ?? published ?? empty;
  });
  const past = useRef<Sentence[]>([]);
  const future = useRef<Sentence[]>([]);

  const write = useCallback(
    (next: Body) => {
      setBody(next);
      keeper.write(next);
    },
    [keeper],
  );
  const step = (from: typeof past, to: typeof past): boolean => {
    const last = from.current.at(-1);
    if (!last) return false;
    from.current = from.current.slice(0, -1);
    to.current = [...to.current, sentenceOf(body)];
    write({ ...body, ...last });
    return true;
  };
  const sentence: SentenceEditing = {
    sentence: body,
    change: (next) => {
      if (next === body) return;
      past.current = [...past.current, sentenceOf(body)].slice(-MOST_STEPS);
      future.current = [];
      write({ ...body, ...sentenceOf(next) });
    },
    undo: () => step(past, future),
    redo: () => step(future, past),
  };
  const same = (one: Body, other: Body) => JSON.stringify(asKept(one)) === JSON.stringify(asKept(other));

  return {
    body,
    kept,
    keeper,
    sentence,
    /** Of the texts beside the sentence: fields have an undo of their own. */
    changeText: write,
    /** What is shown from now on, without keeping it. */
    show: (next: Body) => {
      past.current = [];
      future.current = [];
      setBody(next);
    },
    /** Reps do not see what stands here: something was changed since it was published. */
    isDraft: !published || !same(published, body),
  };
}
export type DraftEditing<Body extends Sentence> = ReturnType<typeof useDraft<Body>>;

const sentenceOf = ({ conditions, toGet, noException }: Sentence): Sentence => ({
  conditions,
  toGet,
  ...(noException === undefined ? {} : { noException }),
});
