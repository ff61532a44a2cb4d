import { Link } from "@tanstack/react-router";
import type { TodayReply } from "../../../lib/contract/today.ts";
import { dateWords, dueWords } from "../../../lib/desk/content/asset-words.ts";
import { kindWords } from "../../../lib/desk/kind-words.ts";
import { useClock } from "../../../lib/desk/use-clock.ts";
import { useHubWrite } from "../../../lib/desk/use-hub.ts";
import { OutsideText } from "../../ui/outside-text.tsx";
import { Row } from "../shell/rows.tsx";
import { StillRight } from "./still-right.tsx";

/** An asset that somebody has to look at again. */
export function ReviewRow({ review }: { review: TodayReply["reviews"][number] }) {
  const clock = useClock();
  const verify = useHubWrite("verifyAsset", ["today", "assets", "asset"]);
  const due = dueWords(review.at, clock);
  const { verified } = review;
  return (
    <Row
      title={
        <>
          <Link to="/content/$assetId" params={{ assetId: review.assetId }} data-row>
            <OutsideText>{review.title}</OutsideText>
          </Link>{" "}
          <span className="list-row-note">{kindWords(review.kind, review.version)}</span>
        </>
      }
      note={verify.error && <span className="said-late">{verify.error.message}</span>}
      facts={
        <>
          {verified
            ? `Verified by ${verified.mine ? "you" : verified.by} ${dateWords(verified.at, clock)}`
            : "Never verified"}
          {due && (
            <>
              {" · "}
              <span className={`said-${due.tone}`}>{due.text}</span>
            </>
          )}
        </>
      }
      actions={
        <StillRight
          title={review.title}
          busy={verify.isPending}
          onVerify={(kept) => verify.mutate({ id: review.assetId }, kept)}
        />
      }
    />
  );
}
