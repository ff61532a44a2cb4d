import "./band.css";
import type { WaitingReply } from "../../lib/panel/use-waiting.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { OutsideText } from "../ui/outside-text.tsx";

interface RefusedListProps {
  refused: WaitingReply["refused"];
  onDismiss: (id: string) => void;
}

/** What the rep said and Leadside refused when it came, which may be long after the click. */
export function RefusedList({ refused, onDismiss }: RefusedListProps) {
  return refused.map(({ id, kind, label, message, words }) => (
    <section key={id} className="band" aria-label="Not taken">
      <Icon name="cloud" />
      <div className="band-text">
        <p>{refusedWords(kind, label, message)}</p>
        {words && (
          <p>
            You wrote: <OutsideText>{words}</OutsideText>
          </p>
        )}
      </div>
      <Button look="text" onClick={() => onDismiss(id)}>
        Dismiss
      </Button>
    </section>
  ));
}

/** "Your word on Maya Okafor was not taken. This person is gone." */
export function refusedWords(
  kind: WaitingReply["refused"][number]["kind"],
  label: string,
  message: string,
): string {
  switch (kind) {
    case "undo_confirm":
      return `Your word on ${label} could not be taken back. ${message}`;
    case "note_share":
    case "put_away":
    case "undo_put_away":
    case "give_feedback":
    case "change_feedback":
    case "take_back_feedback":
    case "reopen_feedback":
    case "answer_credit":
      return `“${label}” was not taken. ${message}`;
    default:
      return `Your word on ${label} was not taken. ${message}`;
  }
}
