import { Link } from "@tanstack/react-router";
import type { TodayReply } from "../../../lib/contract/today.ts";
import { isSetUp } from "../../../lib/desk/set-up-steps.ts";
import { AnswerTimes } from "./answer-times.tsx";
import { News } from "./news.tsx";
import { WaitingForOthers } from "./waiting-for-others.tsx";

/** How the promise is kept and who has not answered us; of a hub that is set up, what there is, and what would help next. */
export function TodayAside({ today }: { today: TodayReply }) {
  const { people, content, withGuidance, reps, sources } = today.setUp;
  const words = (count: number) => (count >= 1_000 ? "1,000+" : count.toLocaleString("en-GB"));
  const { feedback } = today;
  return (
    <>
      {feedback && <AnswerTimes times={feedback.times} />}
      <News />
      {feedback && <WaitingForOthers credits={feedback.credits} />}
      {isSetUp(today.setUp) && (
        <section className="aside-part" aria-labelledby="aside-library">
          <h2 id="aside-library">What reps find</h2>
          <dl>
            <dt>Pieces of content</dt>
            <dd>{words(content)}</dd>
            <dt>Recommended by guidance</dt>
            <dd>
              {words(withGuidance)} of {words(content)}
            </dd>
            <dt>People known</dt>
            <dd>{words(people)}</dd>
            <dt>Reps</dt>
            <dd>{words(reps)}</dd>
            <dt>Tools connected</dt>
            <dd>{words(sources)}</dd>
          </dl>
        </section>
      )}
      {sources === 0 && isSetUp(today.setUp) && (
        <section className="aside-part" aria-labelledby="aside-next">
          <h2 id="aside-next">No tool connected</h2>
          <p>
            What people do on the website, in webinars or with mails appears beside every lead once an admin
            connects a tool under <Link to="/settings">Settings</Link>.
          </p>
        </section>
      )}
    </>
  );
}
