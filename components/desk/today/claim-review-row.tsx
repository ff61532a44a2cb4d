import { Link } from "@tanstack/react-router";
import type { TodayReply } from "../../../lib/contract/today.ts";
import { dueWords } from "../../../lib/desk/content/asset-words.ts";
import { useClock } from "../../../lib/desk/use-clock.ts";
import { useHubWrite } from "../../../lib/desk/use-hub.ts";
import { OutsideText } from "../../ui/outside-text.tsx";
import { Row } from "../shell/rows.tsx";
import { StillRight } from "./still-right.tsx";

/** A talking point that somebody has to look at again. */
export function ClaimReviewRow({ review }: { review: NonNullable<TodayReply["claimReviews"]>[number] }) {
  const clock = useClock();
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
        <StillRight
          title={review.title}
          busy={verify.isPending}
          onVerify={(kept) => verify.mutate({ id: review.claimId }, kept)}
        />
      }
    />
  );
}
