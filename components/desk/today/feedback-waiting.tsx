import { Link } from "@tanstack/react-router";
import { reasonWords, typeWords } from "../../../lib/contract/feedback-words.ts";
import type { ListedFeedback } from "../../../lib/contract/inbox.ts";
import type { TodayReply } from "../../../lib/contract/today.ts";
import { workingDaysWords } from "../../../lib/desk/answer-times-words.ts";
import { aboutTitle, stateWords } from "../../../lib/desk/feedback/inbox-words.ts";
import { useClock } from "../../../lib/desk/use-clock.ts";
import { absoluteWords, ageWords, type Clock } from "../../../lib/panel/time-words.ts";
import { OutsideText } from "../../ui/outside-text.tsx";
import { RowList } from "../shell/rows.tsx";

/** What reps said and I owe an answer to: by when it is due, never who said it. */
export function FeedbackWaiting({ feedback }: { feedback: NonNullable<TodayReply["feedback"]> }) {
  const clock = useClock();
  const { waiting, count, times } = feedback;
  return (
    <RowList
      title="Feedback waiting for an answer"
      count={count}
      fact={`Our promise: first answer within ${workingDaysWords(times.promisedDays)}`}
    >
      {waiting.map((item) => (
        <FeedbackRow key={item.id} item={item} clock={clock} />
      ))}
      {count > waiting.length && (
        <li className="list-row-line">
          <Link to="/feedback" search={{ view: "mine" }}>
            Show all {count.toLocaleString("en-GB")} in Feedback, under Mine
          </Link>
        </li>
      )}
    </RowList>
  );
}

function FeedbackRow({ item, clock }: { item: ListedFeedback; clock: Clock }) {
  const state = stateWords(item, clock);
  const why = item.reasons.map((reason) => reasonWords(item.type, reason)).join(", ");
  return (
    <li className="list-row feedback-row">
      <span className="feedback-type" data-type={item.type}>
        {typeWords(item.type)}
      </span>
      <div className="feedback-words">
        <Link to="/feedback" search={{ item: item.id }} data-row>
          <OutsideText>{aboutTitle(item)}</OutsideText>
        </Link>
        <p className="list-row-note feedback-said">
          {item.quoted ? (
            <q dir="auto">{item.excerpt}</q>
          ) : (
            <bdi>{item.excerpt || why || "Said with a click alone"}</bdi>
          )}{" "}
          {item.company && (
            <span className="feedback-company">
              {!item.quoted && "· "}
              <OutsideText>{item.company}</OutsideText>
            </span>
          )}
          {item.merged > 0 && ` and ${item.merged} more`}
        </p>
      </div>
      <p className="feedback-due">
        <time dateTime={item.at} title={absoluteWords(item.at, clock.zone)}>
          {ageWords(item.at, clock.now)} old
        </time>
        <span className={`list-row-note said-${state.tone}`}>{state.text}</span>
      </p>
    </li>
  );
}
