import { Link } from "@tanstack/react-router";
import { STATUS_WORDS } from "../../../../lib/contract/feedback-words.ts";
import type { FeedbackItem } from "../../../../lib/contract/inbox.ts";
import { plannedWords, saidWords } from "../../../../lib/desk/feedback/inbox-words.ts";
import { useClock } from "../../../../lib/desk/use-clock.ts";
import type { Clock } from "../../../../lib/panel/time-words.ts";
import { OutsideText } from "../../../ui/outside-text.tsx";

type Given = FeedbackItem["answers"][number];

/** What was answered so far, why it stands as it stands, and what became of the credit. */
export function AnswersSoFar({ item: { answers, credits, statusReason } }: { item: FeedbackItem }) {
  const clock = useClock();
  if (answers.length === 0 && credits.length === 0 && !statusReason) return null;
  return (
    <section aria-labelledby="answers-so-far">
      <h3 id="answers-so-far" className="item-section-title">
        {answers.length === 0 ? "What came of it" : "Answered"}
      </h3>
      {statusReason && (
        <p className="item-reason" dir="auto">
          {statusReason}
        </p>
      )}
      <ul className="item-answers">
        {answers.map((answer) => (
          <li key={answer.id}>
            <p dir="auto" className="item-answer-text">
              {answer.text}
            </p>
            <p className="small-text">
              <OutsideText>{answer.by.name}</OutsideText>, {saidWords(answer.at, clock)} ·{" "}
              {stateOf(answer, clock)}
              {answer.public && " · everybody may read it"}
            </p>
            {answer.resolvedBy && <Resolved by={answer.resolvedBy} />}
          </li>
        ))}
      </ul>
      {credits.length > 0 && (
        <p className="small-text">
          Credit:{" "}
          {credits.map(({ name, named }, index) => (
            <span key={name}>
              {index > 0 && ", "}
              <OutsideText>{name}</OutsideText>{" "}
              {named === null ? "has not said yet" : named ? "may be named" : "does not want to be named"}
            </span>
          ))}
        </p>
      )}
    </section>
  );
}

function stateOf({ status, plannedFor }: Given, clock: Clock): string {
  if (status === "planned") return plannedWords(plannedFor, clock);
  return (STATUS_WORDS as Record<string, string>)[status] ?? "Answered";
}

function Resolved({
  by: { what, id, title, version, whatChanged },
}: {
  by: NonNullable<Given["resolvedBy"]>;
}) {
  const words = (
    <>
      <OutsideText>{title}</OutsideText>, version {version}
    </>
  );
  return (
    <p className="small-text">
      Answered by{" "}
      {what === "claim" ? (
        <Link to="/content/talking-points/$claimId" params={{ claimId: id }}>
          {words}
        </Link>
      ) : what === "asset" ? (
        <Link to="/content/$assetId" params={{ assetId: id }}>
          {words}
        </Link>
      ) : (
        words
      )}
      {whatChanged && (
        <>
          : <bdi>{whatChanged}</bdi>
        </>
      )}
    </p>
  );
}
