import { STATUS_WORDS } from "../../../../lib/contract/feedback-words.ts";
import { plannedWords } from "../../../../lib/desk/feedback/inbox-words.ts";
import type { Done } from "../../../../lib/desk/feedback/use-inbox-writes.ts";
import type { Clock } from "../../../../lib/panel/time-words.ts";
import { Button } from "../../../ui/button.tsx";

/** What was just sent, while it can be taken back. */
export function AnswerSent({ sent: { text, answer, undo }, clock }: { sent: Done; clock: Clock }) {
  if (!answer) return null;
  const state =
    answer.status === "planned"
      ? plannedWords(answer.plannedFor ?? null, clock)
      : STATUS_WORDS[answer.status];
  return (
    <>
      <p className="answer-sent">
        {text} · {state}. Givers see it in six seconds.
        <Button look="text" className="answer-undo" onClick={undo}>
          Undo
        </Button>
      </p>
      <p className="answer-sent-text" dir="auto">
        {answer.text}
      </p>
    </>
  );
}
