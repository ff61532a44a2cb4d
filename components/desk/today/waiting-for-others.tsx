import type { TodayReply } from "../../../lib/contract/today.ts";
import { useClock } from "../../../lib/desk/use-clock.ts";
import { sinceWords } from "../../../lib/panel/time-words.ts";
import { OutsideText } from "../../ui/outside-text.tsx";

type Credits = NonNullable<TodayReply["feedback"]>["credits"];

/** Whom we asked whether they may be named, and who has not said. */
export function WaitingForOthers({ credits }: { credits: Credits }) {
  const clock = useClock();
  if (credits.length === 0) return null;
  return (
    <section className="aside-part" aria-labelledby="waiting-for-others">
      <h2 id="waiting-for-others">Waiting for others</h2>
      <p>May we name you?</p>
      <ul className="aside-list">
        {credits.map(({ name, title, askedAt }) => (
          <li key={`${name} ${title} ${askedAt}`} className="aside-quiet">
            <OutsideText>{name}</OutsideText>, for <OutsideText>{title}</OutsideText>. Asked{" "}
            {sinceWords(askedAt, clock)}.
          </li>
        ))}
      </ul>
    </section>
  );
}
