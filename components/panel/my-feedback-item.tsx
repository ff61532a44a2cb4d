import { useId, useState } from "react";
import type { Answer, MyFeedback } from "../../lib/contract/feedback.ts";
import {
  answerTitle,
  courseOf,
  rowTitle,
  saidWords,
  statusWords,
  versionWords,
} from "../../lib/panel/feedback-words.ts";
import { type Clock, rowWords } from "../../lib/panel/time-words.ts";
import type { Panel } from "../../lib/panel/use-panel.ts";
import { OutsideText } from "../ui/outside-text.tsx";
import { Quote } from "../ui/quote.tsx";
import { Time } from "../ui/time.tsx";
import { MyFeedbackActions } from "./my-feedback-actions.tsx";

interface MyFeedbackItemProps {
  item: MyFeedback;
  panel: Panel;
  clock: Clock;
}

/** One thing that the rep said: its state at a glance, and opened what was said, what was answered, and what can be done. */
export function MyFeedbackItem({ item, panel, clock }: MyFeedbackItemProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const { at, name, company, status, unseen } = item;
  const whose = [name, company].filter((part) => part !== undefined);
  const title = rowTitle(item);
  return (
    <li className="mine">
      <button
        type="button"
        className="mine-head"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        <span className="mine-what">
          <OutsideText>{title.words}</OutsideText>
        </span>
        <span className="mine-state" data-state={status}>
          {statusWords(item, clock)}
          {unseen && " · new"}
        </span>
      </button>
      <p className="mine-meta">
        {saidWords(item)} ·{" "}
        {whose.map((part) => (
          <span key={part}>
            <OutsideText>{part}</OutsideText>,{" "}
          </span>
        ))}
        <Time instant={at} zone={clock.zone}>
          {rowWords(at, clock)}
        </Time>
      </p>
      {!open && !title.sentence && item.note && (
        <p className="mine-note" dir="auto">
          {item.note}
        </p>
      )}
      {open && (
        <div id={id} className="mine-body">
          <Words item={item} />
          <Answers item={item} clock={clock} />
          <MyFeedbackActions item={item} panel={panel} />
        </div>
      )}
    </li>
  );
}

/** What went with the click; what stands as the title is not said twice. */
function Words({ item }: Pick<MyFeedbackItemProps, "item">) {
  const { theirWords, note } = item;
  const title = rowTitle(item);
  return (
    <>
      {theirWords && theirWords !== (title.sentence && title.words) && <Quote>{theirWords}</Quote>}
      {note && note !== (title.sentence && title.words) && (
        <p dir="auto" className="answer-text">
          {note}
        </p>
      )}
    </>
  );
}

function Answers({ item, clock }: Pick<MyFeedbackItemProps, "item" | "clock">) {
  const { answers, statusReason, status, mergedWith } = item;
  return (
    <>
      {mergedWith > 0 && status !== "merged" && (
        <p className="mine-meta">{mergedWith === 1 ? "1 other" : `${mergedWith} others`} said the same.</p>
      )}
      {courseOf(item).map((word) =>
        word.by === "marketing" ? (
          <AnswerText key={word.answer.id} answer={word.answer} clock={clock} />
        ) : (
          <div key={`${word.at} ${word.text}`}>
            <p className="mine-meta">
              You added,{" "}
              <Time instant={word.at} zone={clock.zone}>
                {rowWords(word.at, clock)}
              </Time>
            </p>
            <p dir="auto" className="answer-text">
              {word.text}
            </p>
          </div>
        ),
      )}
      {statusReason && (
        <p className="answer-text" dir="auto">
          {statusReason}
        </p>
      )}
      {answers.length === 0 && !statusReason && <p className="mine-meta">Not answered yet.</p>}
    </>
  );
}

function AnswerText({ answer, clock }: { answer: Answer; clock: Clock }) {
  return (
    <div className="mine-answer">
      <p className="mine-meta">
        {answerTitle(answer, clock)} · <OutsideText>{answer.by.name}</OutsideText>,{" "}
        <Time instant={answer.at} zone={clock.zone}>
          {rowWords(answer.at, clock)}
        </Time>
      </p>
      <p className="answer-text" dir="auto">
        {answer.text}
      </p>
      {answer.resolvedBy && (
        <p className="mine-meta">
          <OutsideText>{versionWords(answer.resolvedBy, true)}</OutsideText>
        </p>
      )}
    </div>
  );
}
