import "./your-feedback.css";
import type { ContextReply } from "../../lib/contract/context.ts";
import type { RecordRef } from "../../lib/contract/record.ts";
import { mineFact, timesWords } from "../../lib/panel/feedback-words.ts";
import { type Clock, momentWords } from "../../lib/panel/time-words.ts";
import { useMyFeedback } from "../../lib/panel/use-my-feedback.ts";
import type { Panel } from "../../lib/panel/use-panel.ts";
import { useWaiting } from "../../lib/panel/use-waiting.ts";
import { Button } from "../ui/button.tsx";
import { Fold } from "../ui/fold.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { Time } from "../ui/time.tsx";
import { MyFeedbackItem } from "./my-feedback-item.tsx";

interface YourFeedbackProps {
  context: ContextReply;
  record: RecordRef;
  panel: Panel;
  clock: Clock;
}

/** All that the rep said, wherever, and what came of it. */
export function YourFeedback({ context, record, panel, clock }: YourFeedbackProps) {
  const mine = context.feedback?.mine;
  const waits = useWaiting(false)?.items.some(({ kind }) => kind === "give_feedback") ?? false;
  if (!mine || (mine.count === 0 && !waits)) return null;
  return (
    <Fold title="Your feedback" count={mine.count} fact={mineFact(mine)}>
      <Mine record={record} panel={panel} clock={clock} />
    </Fold>
  );
}

function Mine({ record, panel, clock }: Omit<YourFeedbackProps, "context">) {
  const { items, times, failure, hasMore, more, again } = useMyFeedback(record);
  const waiting = useWaiting(false)?.items.filter(({ kind }) => kind === "give_feedback") ?? [];
  return (
    <>
      {times && <p className="mine-times">{timesWords(times)}</p>}
      {!items && !failure && (
        <div aria-busy="true">
          <Skeleton width="70%" />
        </div>
      )}
      <ul aria-label="Your feedback">
        {waiting.map(({ id, label, at }) => (
          <li key={id} className="mine">
            <p>{label}</p>
            <p className="mine-meta">
              Waiting for connection,{" "}
              <Time instant={at} zone={clock.zone}>
                {momentWords(at, clock)}
              </Time>
            </p>
          </li>
        ))}
        {items?.map((item) => (
          <MyFeedbackItem key={item.id} item={item} panel={panel} clock={clock} />
        ))}
      </ul>
      {failure && (
        <>
          <p className="content-note">
            {failure.code === "out_of_reach"
              ? "Leadside cannot be reached, so what came of it cannot be shown now."
              : failure.message}
          </p>
          <Button onClick={again}>Try again</Button>
        </>
      )}
      {hasMore && (
        <Button look="text" onClick={more}>
          Show more
        </Button>
      )}
    </>
  );
}
