import "./today.css";
import { Link } from "@tanstack/react-router";
import type { Notice } from "../../../lib/contract/notice.ts";
import { useClock } from "../../../lib/desk/use-clock.ts";
import { useHub } from "../../../lib/desk/use-hub.ts";
import { useMay } from "../../../lib/desk/use-me.ts";
import { useSeenNotices } from "../../../lib/desk/use-seen-notices.ts";
import { momentWords } from "../../../lib/panel/time-words.ts";
import { OutsideText } from "../../ui/outside-text.tsx";

const MOST = 6;
const EVERY_MS = 60_000;

/** What I am told of, newest first: for reps what came of their feedback, for marketing what others did with it. */
export function News() {
  const answers = useMay("answerFeedback");
  const mine = useHub("mine", undefined, { every: EVERY_MS });
  // What came in and waits stands in the list of what is owed already.
  const shown = (mine.data?.notices ?? []).filter(({ kind }) => kind !== "feedback_given").slice(0, MOST);
  useSeenNotices(shown);
  if (shown.length === 0) return null;
  return (
    <section className="aside-part" aria-labelledby="news">
      <h2 id="news">{answers ? "What others did" : "What came of your feedback"}</h2>
      <ul className="aside-list">
        {shown.map((notice) => (
          <NewsRow key={notice.id} notice={notice} opens={answers} />
        ))}
      </ul>
      {!answers && (
        <p className="aside-quiet">
          All of it, with the answers, stands in the panel under “Your feedback”, and on the lead where you
          gave it.
        </p>
      )}
    </section>
  );
}

function NewsRow({ notice, opens }: { notice: Notice; opens: boolean }) {
  const clock = useClock();
  const { title, words, company, at, seen, feedbackId } = notice;
  const name = <OutsideText>{title}</OutsideText>;
  return (
    <li data-news={seen ? undefined : "new"}>
      <p>
        {opens ? (
          <Link to="/feedback" search={{ view: "all", item: feedbackId }}>
            {name}
          </Link>
        ) : (
          name
        )}{" "}
        <span className="aside-quiet">
          {company && (
            <>
              <OutsideText>{company}</OutsideText>{" "}
            </>
          )}
          {momentWords(at, clock)}
          {!seen && ", new"}
        </span>
      </p>
      <p className="aside-quiet">
        <OutsideText>{words}</OutsideText>
      </p>
    </li>
  );
}
