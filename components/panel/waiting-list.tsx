import "./waiting-list.css";
import { type Clock, momentWords } from "../../lib/panel/time-words.ts";
import { useWaiting } from "../../lib/panel/use-waiting.ts";
import { Section } from "../ui/section.tsx";
import { Time } from "../ui/time.tsx";

/** What the rep did while there was no connection. */
export function WaitingList({ clock }: { clock: Clock }) {
  const items = useWaiting(false)?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Section title="Waiting for connection" fact={items.length}>
      <ul aria-label="Waiting for connection">
        {items.map(({ id, label, at }) => (
          <li key={id} className="waiting">
            {label}
            <Time instant={at} zone={clock.zone}>
              {momentWords(at, clock)}
            </Time>
          </li>
        ))}
      </ul>
      <p className="waiting-note">
        Sent once each when the connection is back, even if you close the browser.
      </p>
    </Section>
  );
}
