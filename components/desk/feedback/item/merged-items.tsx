import type { FeedbackItem } from "../../../../lib/contract/inbox.ts";
import { saidWords } from "../../../../lib/desk/feedback/inbox-words.ts";
import { useClock } from "../../../../lib/desk/use-clock.ts";
import { OutsideText } from "../../../ui/outside-text.tsx";

/** What was merged into this one, with who gave it: they hear of the answer too. */
export function MergedItems({ item: { mergedItems } }: { item: FeedbackItem }) {
  const clock = useClock();
  if (mergedItems.length === 0) return null;
  return (
    <section aria-labelledby="merged-items">
      <h3 id="merged-items" className="item-section-title">
        Merged with it
      </h3>
      <ul className="item-rows">
        {mergedItems.map(({ id, giver, company, at, excerpt }) => (
          <li key={id}>
            <span className="item-row-at">{saidWords(at, clock)}</span>
            <span>
              <OutsideText>{giver.name}</OutsideText>
              {company && (
                <>
                  , <OutsideText>{company}</OutsideText>
                </>
              )}
              {excerpt && (
                <span className="quiet-text">
                  {" "}
                  <bdi>{excerpt}</bdi>
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
