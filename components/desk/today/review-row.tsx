import { Link } from "@tanstack/react-router";
import type { TodayReply } from "../../../lib/contract/today.ts";
import { dateWords, dueWords } from "../../../lib/desk/content/asset-words.ts";
import { kindWords } from "../../../lib/desk/kind-words.ts";
import { useNotice } from "../../../lib/desk/notice.ts";
import { useClock } from "../../../lib/desk/use-clock.ts";
import { useHubWrite } from "../../../lib/desk/use-hub.ts";
import { Button } from "../../ui/button.tsx";
import { OutsideText } from "../../ui/outside-text.tsx";
import { Row } from "../shell/rows.tsx";

/** An asset that somebody has to look at again. */
export function ReviewRow({ review }: { review: TodayReply["reviews"][number] }) {
  const clock = useClock();
  const say = useNotice();
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
        <Button
          aria-busy={verify.isPending}
          aria-label={`Still right: ${review.title}`}
          onClick={() =>
            verify.mutate(
              { id: review.assetId },
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
