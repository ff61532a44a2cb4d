import "./today.css";
import { Link } from "@tanstack/react-router";
import type { AnswerTimes as Times } from "../../../lib/contract/feedback.ts";
import { answerTimeWords, workingDaysWords } from "../../../lib/desk/answer-times-words.ts";
import { shareWords } from "../../../lib/desk/share-words.ts";
import { useMay } from "../../../lib/desk/use-me.ts";
import { IntervalPicture } from "../chart/interval-picture.tsx";

/** How marketing keeps its promise: first written answers, in working time. Reps see the same. */
export function AnswerTimes({ times }: { times: Times }) {
  const { promisedDays, medianHours, ninetiethHours, kept, of, interval, openLate } = times;
  const ours = useMay("answerFeedback");
  const share = shareWords(kept, of, interval);
  return (
    <section className="aside-part" aria-labelledby="answer-times">
      <h2 id="answer-times">Time to {ours ? "our" : "marketing’s"} first answer</h2>
      <dl>
        <dt>Promise</dt>
        <dd>{workingDaysWords(promisedDays)}</dd>
        <dt>Median</dt>
        <dd>{answerTimeWords(medianHours)}</dd>
        <dt>90th percentile</dt>
        <dd>{answerTimeWords(ninetiethHours)}</dd>
        <dt>Kept</dt>
        <dd>{of === 0 ? "none was due yet" : share.counted}</dd>
        <dt>Open and late</dt>
        <dd className={openLate > 0 ? "said-late" : undefined}>
          {ours && openLate > 0 ? (
            <Link
              to="/feedback"
              search={{ late: "yes" }}
              className="opens-rows"
              aria-label={`${openLate} open and late: open them`}
            >
              {openLate.toLocaleString("en-GB")}
            </Link>
          ) : (
            openLate.toLocaleString("en-GB")
          )}
        </dd>
      </dl>
      {interval && share.rate && (
        <p className="aside-rate">
          <span className="aside-rate-picture">
            <IntervalPicture value={kept / of} interval={interval} />
          </span>
          {share.rate} <span className="aside-quiet">{share.range}</span>
        </p>
      )}
      <p className="aside-quiet">
        Working time, of the last 90 days. “Seen” stops no clock, and what is open and late counts as not
        kept. {ours ? "Reps see" : "Marketing sees"} the same figures.
      </p>
    </section>
  );
}
