import type { FeedbackItem } from "../../../../lib/contract/inbox.ts";
import { saidWords } from "../../../../lib/desk/feedback/inbox-words.ts";
import { useClock } from "../../../../lib/desk/use-clock.ts";
import { Time } from "../../../ui/time.tsx";

/** What became of it, row by row. */
export function ItemHistory({ item: { history } }: { item: FeedbackItem }) {
  const clock = useClock();
  if (history.length === 0) return null;
  return (
    <section aria-labelledby="item-history">
      <h3 id="item-history" className="item-section-title">
        History
      </h3>
      <ol className="item-rows">
        {history.map(({ at, words }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows are only added, and two may be of one moment.
          <li key={index}>
            <Time instant={at} zone={clock.zone} className="item-row-at">
              {saidWords(at, clock)}
            </Time>
            <bdi>{words}</bdi>
          </li>
        ))}
      </ol>
    </section>
  );
}
