import { Link } from "@tanstack/react-router";
import type { TodayReply } from "../../../lib/contract/today.ts";
import { dueWords } from "../../../lib/desk/content/asset-words.ts";
import { useNotice } from "../../../lib/desk/notice.ts";
import { useClock } from "../../../lib/desk/use-clock.ts";
import { useHubWrite } from "../../../lib/desk/use-hub.ts";
import { Button } from "../../ui/button.tsx";
import { OutsideText } from "../../ui/outside-text.tsx";
import { Row } from "../shell/rows.tsx";

/** A talking point that somebody has to look at again. */
export function ClaimReviewRow({ review }: { review: NonNullable<TodayReply["claimReviews"]>[number] }) {
  const clock = useClock();
  const say = useNotice();
  const verify = useHubWrite("verifyClaim", ["today", "claims", "claim"]);
  const due = dueWords(review.at, clock);
  return (
    <Row
      title={
        <>
          <Link to="/content/talking-points/$claimId" params={{ claimId: review.claimId }} data-row>
            <OutsideText>{review.title}</OutsideText>
          </Link>{" "}
          <span className="list-row-note">
            Talking point{review.version !== null && `, v${review.version}`}
          </span>
        </>
      }
      note={verify.error && <span className="said-late">{verify.error.message}</span>}
      facts={due && <span className={`said-${due.tone}`}>{due.text}</span>}
      actions={
        <Button
          aria-busy={verify.isPending}
          aria-label={`Still right: ${review.title}`}
          onClick={() =>
            verify.mutate(
              { id: review.claimId },
              { onSuccess: () => say({ text: `${review.title}: verified today.` }) },
            )
          }
        >
          Still right
        </Button>
      }
    />
  );
}
