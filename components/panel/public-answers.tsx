import { saidWords } from "../../lib/panel/feedback-words.ts";
import { type Clock, rowWords } from "../../lib/panel/time-words.ts";
import type { PublicAnswer } from "../../lib/panel/use-public-answers.ts";
import { Button } from "../ui/button.tsx";
import { OutsideText } from "../ui/outside-text.tsx";
import { Time } from "../ui/time.tsx";

interface PublicAnswersProps {
  title: string;
  answers: readonly PublicAnswer[];
  clock: Clock;
  onClose: () => void;
}

/** What marketing answered for everybody, without who asked. */
export function PublicAnswers({ title, answers, clock, onClose }: PublicAnswersProps) {
  return (
    <section className="share-form" aria-label={`What was answered about ${title}`}>
      <ul className="answers">
        {answers.map(({ answer, type, reasons, people }) => (
          <li key={answer.id}>
            <p className="content-meta">
              {saidWords({ type, reasons })}
              {people > 1 && ` · ${people} reps`}
            </p>
            <p className="answer-text" dir="auto">
              {answer.text}
            </p>
            <p className="content-meta">
              <OutsideText>{answer.by.name}</OutsideText>,{" "}
              <Time instant={answer.at} zone={clock.zone}>
                {rowWords(answer.at, clock)}
              </Time>
            </p>
          </li>
        ))}
      </ul>
      <div className="content-buttons">
        <Button onClick={onClose} autoFocus>
          Close
        </Button>
      </div>
    </section>
  );
}
