import { useCallback, useState } from "react";
import { useMember } from "../use-me.ts";
import { type AnswerDraft, EMPTY_ANSWER, keepAnswerDraft, readAnswerDraft } from "./answer-drafts.ts";

/**
 * An answer as it is being written; kept in this browser with every change, until it is sent.
 * @param about the item's id, or "selected"
 */
export function useAnswerDraft(about: string) {
  const { id: memberId } = useMember();
  const [draft, setDraft] = useState(() => readAnswerDraft(memberId, about) ?? EMPTY_ANSWER);
  const write = useCallback(
    (next: AnswerDraft) => {
      setDraft(next);
      keepAnswerDraft(memberId, about, next.text === "" ? undefined : next);
    },
    [memberId, about],
  );
  const clear = useCallback(() => {
    setDraft(EMPTY_ANSWER);
    keepAnswerDraft(memberId, about, undefined);
  }, [memberId, about]);
  return { draft, write, clear, /** What was sent and taken back. */ restore: write };
}
