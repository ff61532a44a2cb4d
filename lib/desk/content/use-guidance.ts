import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef, useState, useSyncExternalStore } from "react";
import type { Asset } from "../../contract/asset.ts";
import type { Guidance } from "../../contract/guidance.ts";
import { draftKeeper } from "./drafts.ts";
import { EMPTY_GUIDANCE } from "./sentence.ts";

type Sentence = Pick<Guidance, "conditions" | "toGet" | "noException">;
const MOST_STEPS = 100;

/** The guidance of an asset as it is being written: every change is kept as a draft, those of the sentence can be undone. */
export function useGuidance({ id, draft, guidance: published }: Asset) {
  const keeper = draftKeeper(id, useQueryClient());
  const kept = useSyncExternalStore(keeper.subscribe, keeper.state);
  const [guidance, setGuidance] = useState<Guidance>(() => {
    const unsaved = keeper.unsaved();
    if (unsaved) return unsaved;
    keeper.goOnFrom(draft?.savedAt ?? null);
    return draft?.guidance ?? published?.guidance ?? EMPTY_GUIDANCE;
  });
  const past = useRef<Sentence[]>([]);
  const future = useRef<Sentence[]>([]);

  const write = useCallback(
    (next: Guidance) => {
      setGuidance(next);
      keeper.write(next);
    },
    [keeper],
  );

  /** A change of the sentence: can be taken back by Ctrl Z. */
  const changeSentence = (next: Guidance) => {
    if (next === guidance) return;
    past.current = [...past.current, sentenceOf(guidance)].slice(-MOST_STEPS);
    future.current = [];
    write(next);
  };
  const step = (from: typeof past, to: typeof past): boolean => {
    const last = from.current.at(-1);
    if (!last) return false;
    from.current = from.current.slice(0, -1);
    to.current = [...to.current, sentenceOf(guidance)];
    write({ ...guidance, ...last });
    return true;
  };

  return {
    guidance,
    kept,
    keeper,
    changeSentence,
    /** Of the texts beside the sentence: fields have an undo of their own. */
    changeText: write,
    undo: () => step(past, future),
    redo: () => step(future, past),
    /** What is shown from now on, without keeping it. */
    show: (next: Guidance) => {
      past.current = [];
      future.current = [];
      setGuidance(next);
    },
    /** Reps do not see what stands here: something was changed since it was published. */
    isDraft: !published || !sameGuidance(published.guidance, guidance),
  };
}
export type GuidanceEditing = ReturnType<typeof useGuidance>;

const sentenceOf = ({ conditions, toGet, noException }: Guidance): Sentence => ({
  conditions,
  toGet,
  noException,
});

/** Without spaces at the ends, as the hub keeps it. */
export function tidy({ conditions, toGet, noException, how }: Guidance): Guidance {
  return {
    conditions: {
      to: conditions.to,
      joint: conditions.joint,
      when: conditions.when,
      except: conditions.except,
    },
    toGet: toGet.trim(),
    noException,
    how: {
      openWith: how.openWith.trim(),
      show: how.show.trim(),
      ask: how.ask.trim(),
      nextStep: how.nextStep.trim(),
    },
  };
}

const sameGuidance = (one: Guidance, other: Guidance) =>
  JSON.stringify(tidy(one)) === JSON.stringify(tidy(other));
