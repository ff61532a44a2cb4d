import type { RecordRef } from "../../lib/contract/record.ts";
import type { Share } from "../../lib/contract/share.ts";
import { pageTimes } from "../../lib/panel/page-times.ts";
import { CLASSIFICATION_WORDS, secondsWords } from "../../lib/panel/share-words.ts";
import { type Clock, momentWords } from "../../lib/panel/time-words.ts";
import { type ShareDetail as Detail, useShareDetail } from "../../lib/panel/use-share-detail.ts";
import { Button } from "../ui/button.tsx";
import { OutsideText } from "../ui/outside-text.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { Time } from "../ui/time.tsx";

interface ShareDetailProps {
  record: RecordRef;
  share: Share;
  clock: Clock;
  keep: (share: Share) => void;
}

/** What is behind the one line: time of people on each page, and every view with why we think so. */
export function ShareDetail({ record, share, clock, keep }: ShareDetailProps) {
  const { detail, problem, again } = useShareDetail(record, share, keep);
  if (problem !== undefined) {
    return (
      <div className="share-views">
        <p>{problem}</p>
        <Button look="text" onClick={again}>
          Try again
        </Button>
      </div>
    );
  }
  if (!detail) {
    return (
      <div className="share-views" aria-busy="true">
        <Skeleton width="60%" />
        <Skeleton width="40%" />
      </div>
    );
  }
  return (
    <>
      <Sheets share={share} pages={detail.pages} />
      <Views views={detail.views} clock={clock} />
    </>
  );
}

/** Pages as small sheets, filled by time; one that was not read is dashed. */
function Sheets({ share, pages }: { share: Share; pages: NonNullable<Detail["detail"]>["pages"] }) {
  const { sheets, more } = pageTimes(share, pages);
  if (sheets.length === 0) return null;
  return (
    <>
      <ul className="sheets" aria-label="Time of people on each page">
        {sheets.map(({ page, name, seconds, fill }) => (
          <li key={page}>
            <span className="sheet" data-read={seconds > 0} aria-hidden="true">
              <span style={{ height: `${fill * 100}%` }} />
            </span>
            <span className="visually-hidden">{name}: </span>
            {seconds > 0 ? secondsWords(seconds) : "not read"}
          </li>
        ))}
      </ul>
      {more > 0 && <p className="content-meta">and {more} more that were not read</p>}
    </>
  );
}

function Views({ views, clock }: { views: NonNullable<Detail["detail"]>["views"]; clock: Clock }) {
  if (views.length === 0) return <p className="content-note">Nobody and nothing opened the link so far.</p>;
  return (
    <ul className="share-views" aria-label="Why we think so">
      {views.map(({ at, what, classification, reason, version }) => (
        <li key={`${at} ${what} ${reason}`}>
          <strong>{CLASSIFICATION_WORDS[classification]}</strong>
          <Time instant={at} zone={clock.zone}>
            {what === "view" ? `from ${momentWords(at, clock)}` : momentWords(at, clock)}
          </Time>
          <p>
            <OutsideText>{reason}</OutsideText>
            {version !== null && ` · version ${version}`}
          </p>
        </li>
      ))}
    </ul>
  );
}
