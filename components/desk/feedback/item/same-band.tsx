import type { FeedbackItem } from "../../../../lib/contract/inbox.ts";
import { moreSay, saidWords } from "../../../../lib/desk/feedback/inbox-words.ts";
import type { InboxWrites } from "../../../../lib/desk/feedback/use-inbox-writes.ts";
import { useClock } from "../../../../lib/desk/use-clock.ts";
import { Button } from "../../../ui/button.tsx";
import { DeskIcon } from "../../shell/icons.tsx";

/** The others are counted. */
const MOST_NAMED = 3;

/** Others that say the same: made one with a click, or kept apart for good. */
export function SameBand({ item, writes }: { item: FeedbackItem; writes: InboxWrites }) {
  const clock = useClock();
  const { id, revision, similar, similarCount, about, mergedInto } = item;
  const left = similarCount - similar.length;
  if (similar.length === 0 || mergedInto) return null;
  return (
    <section className="same-band" aria-label="Says the same">
      <DeskIcon name="merge" />
      <div className="same-band-words">
        <p>
          <strong>{moreSay(similarCount)} the same</strong>
          {about.version !== null && ` about version ${about.version}`}
        </p>
        <p className="small-text">
          <bdi>
            {similar
              .slice(0, MOST_NAMED)
              .map(({ company, at }) => `${company ?? "Company not known"}, ${saidWords(at, clock)}`)
              .join(" · ")}
            {similarCount > MOST_NAMED && ` and ${(similarCount - MOST_NAMED).toLocaleString("en-GB")} more`}
          </bdi>
        </p>
        {left > 0 && (
          <p className="small-text">
            {similar.length + 1} at a time: {left.toLocaleString("en-GB")} are offered when these are merged.
          </p>
        )}
      </div>
      <Button
        aria-busy={writes.busy}
        onClick={() =>
          writes.merge(
            { id, revision },
            similar.map((other) => ({ id: other.id, revision: other.revision })),
          )
        }
      >
        Merge {similar.length + 1}
      </Button>
      <Button
        look="text"
        onClick={() =>
          writes.keepApart(
            id,
            similar.map((other) => other.id),
          )
        }
      >
        Not the same
      </Button>
    </section>
  );
}
