import type { FeedbackItem } from "../../../../lib/contract/inbox.ts";
import { moreSay, saidWords } from "../../../../lib/desk/feedback/inbox-words.ts";
import type { InboxWrites } from "../../../../lib/desk/feedback/use-inbox-writes.ts";
import { useClock } from "../../../../lib/desk/use-clock.ts";
import { Button } from "../../../ui/button.tsx";
import { DeskIcon } from "../../shell/icons.tsx";

/** Others that say the same: made one with a click, or kept apart for good. */
export function SameBand({ item, writes }: { item: FeedbackItem; writes: InboxWrites }) {
  const clock = useClock();
  const { id, revision, similar, about, mergedInto } = item;
  if (similar.length === 0 || mergedInto) return null;
  return (
    <section className="same-band" aria-label="Says the same">
      <DeskIcon name="merge" />
      <div className="same-band-words">
        <p>
          <strong>{moreSay(similar.length)} the same</strong>
          {about.version !== null && ` about version ${about.version}`}
        </p>
        <p className="small-text">
          <bdi>
            {similar
              .map(({ company, at }) => `${company ?? "Company not known"}, ${saidWords(at, clock)}`)
              .join(" · ")}
          </bdi>
        </p>
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
