import "./today.css";
import { Link } from "@tanstack/react-router";
import type { TodayReply } from "../../../lib/contract/today.ts";
import { isSetUp } from "../../../lib/desk/set-up-steps.ts";
import { useClock } from "../../../lib/desk/use-clock.ts";
import { useHub } from "../../../lib/desk/use-hub.ts";
import { useMay } from "../../../lib/desk/use-me.ts";
import { Answer } from "../shell/answer.tsx";
import { Note } from "../shell/note.tsx";
import { Page } from "../shell/page.tsx";
import { Row, RowList } from "../shell/rows.tsx";
import { ClaimReviewRow } from "./claim-review-row.tsx";
import { FeedbackWaiting } from "./feedback-waiting.tsx";
import { FirstSteps } from "./first-steps.tsx";
import { News } from "./news.tsx";
import { ReviewRow } from "./review-row.tsx";
import { TodayAside } from "./today-aside.tsx";
import { UnguidedRow } from "./unguided-row.tsx";

/** What waits for me, and on a new hub how to begin. */
export function Today() {
  const { now, zone } = useClock();
  const today = useHub("today", undefined, { every: 60_000 });
  const day = new Intl.DateTimeFormat("en-GB", {
    weekday: "long",
    day: "numeric",
    month: "long",
    timeZone: zone,
  }).format(now);
  const writes = useMay("writeContent");
  return (
    <Page
      title="Today"
      fact={day}
      aside={today.data && writes && hasAside(today.data) && <TodayAside today={today.data} />}
      asideLabel="How we keep our promise, and how far Leadside is"
    >
      <Answer query={today}>{(reply) => <Body today={reply} writes={writes} />}</Answer>
    </Page>
  );
}

/** On the first day the steps have the page for themselves. */
const hasAside = ({ setUp, feedback }: TodayReply) =>
  isSetUp(setUp) || (feedback !== undefined && feedback.count + feedback.times.of > 0);

function Body({ today, writes }: { today: TodayReply; writes: boolean }) {
  const { setUp } = today;
  const open = writes && !isSetUp(setUp);
  const { counts, claimReviews = [], feedback, conflicts, aside } = today;
  const nothing =
    counts.reviews +
      counts.withoutGuidance +
      claimReviews.length +
      (feedback?.count ?? 0) +
      conflicts +
      aside ===
    0;
  return (
    <>
      {open && <FirstSteps setUp={setUp} />}
      {!writes ? (
        <div className="today-news">
          <Note
            title="Nothing waits for you here"
            text="What concerns your leads stands beside them, in your CRM and in the extension’s popup. Here you can look at the content that you may send."
          >
            <Link to="/content" className="button" data-look="outlined">
              Look at content
            </Link>
          </Note>
          <News />
        </div>
      ) : nothing ? (
        !open && (
          <Note
            title="Nothing waits for you"
            text="No answer is owed, no review is due, and all your content has guidance."
          />
        )
      ) : (
        <div className="today" style={open ? { marginTop: 32 } : undefined}>
          <Waiting today={today} />
        </div>
      )}
      {writes && setUp.embedded && (
        <p className="today-limit">
          Data is kept in the built-in store. It survives a crash of the program, but not a power cut. An
          admin can move it to PostgreSQL at any time: the commands are export and import.
        </p>
      )}
      {writes && setUp.linksAreLocal && (
        <p className="today-limit">
          Links to content point at this machine, so a prospect cannot open them. Whoever runs Leadside sets
          LEADSIDE_LINKS_URL to a host name that everybody reaches.
        </p>
      )}
    </>
  );
}

function Waiting({ today }: { today: TodayReply }) {
  const { reviews, withoutGuidance, claimReviews = [], feedback, counts, conflicts, aside } = today;
  const due = [
    ...reviews.map((review) => ({ at: review.at, row: <ReviewRow key={review.assetId} review={review} /> })),
    ...claimReviews.map((review) => ({
      at: review.at,
      row: <ClaimReviewRow key={review.claimId} review={review} />,
    })),
  ].sort((one, other) => one.at.localeCompare(other.at));
  return (
    <>
      {feedback && feedback.count > 0 && <FeedbackWaiting feedback={feedback} />}
      {due.length > 0 && (
        <RowList title="Reviews due" count={counts.reviews + claimReviews.length}>
          {due.map(({ row }) => row)}
        </RowList>
      )}
      {withoutGuidance.length > 0 && (
        <RowList
          title="Content without guidance"
          count={counts.withoutGuidance}
          fact="Found by search, never recommended"
        >
          {withoutGuidance.map((asset) => (
            <UnguidedRow key={asset.assetId} asset={asset} />
          ))}
        </RowList>
      )}
      {conflicts > 0 && (
        <RowList title="People" count={conflicts}>
          <Row
            title={
              <Link to="/people/$view" params={{ view: "conflicts" }} data-row>
                {conflicts === 1 ? "One conflict" : `${atMost(conflicts)} conflicts`}
              </Link>
            }
            note="Something named two people as one. Nothing was merged."
          />
        </RowList>
      )}
      {aside > 0 && (
        <RowList title="Events not taken" count={aside}>
          <Row
            title={
              <Link to="/settings/$page" params={{ page: "events" }} data-row>
                {aside === 1 ? "One event stands aside" : `${atMost(aside)} events stand aside`}
              </Link>
            }
            note="They could not be read, or their id was used before. Nothing of them is lost."
          />
        </RowList>
      )}
    </>
  );
}

/** The hub counts as far as a thousand. */
const atMost = (count: number) => (count >= 1_000 ? "1,000 or more" : String(count));
