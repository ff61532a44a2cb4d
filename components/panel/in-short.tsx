import "./in-short.css";
import type { ContextReply } from "../../lib/contract/context.ts";
import { total } from "../../lib/panel/kind-words.ts";
import { repeatedTitle } from "../../lib/panel/repeats.ts";
import { shortRows, shortWords } from "../../lib/panel/short-words.ts";
import { type Clock, rowWords } from "../../lib/panel/time-words.ts";
import { Button } from "../ui/button.tsx";
import { OutsideText } from "../ui/outside-text.tsx";
import { Section } from "../ui/section.tsx";
import { Time } from "../ui/time.tsx";

interface InShortProps {
  context: ContextReply;
  clock: Clock;
  /** Jumps to the whole history. */
  onAll: () => void;
}

/** What a rep with a call in four minutes needs: what is new, in three rows. */
export function InShort({ context, clock, onAll }: InShortProps) {
  const rows = shortRows(context, clock.zone);
  if (rows.length === 0) return null;
  const all = total(context.kinds, false);
  const shown = rows.reduce((sum, { again }) => sum + 1 + again.length, 0);
  return (
    <Section title="In short" fact={shortWords(context, clock)}>
      <ul>
        {rows.map((row) => (
          <li key={row.touchpoint.id} className="row" data-by="person">
            <span className="row-dot" aria-hidden="true" />
            <span className="row-title">
              <OutsideText>{repeatedTitle(row)}</OutsideText>
            </span>
            <Time instant={row.touchpoint.at} zone={clock.zone} className="row-time">
              {rowWords(row.touchpoint.at, clock)}
            </Time>
          </li>
        ))}
      </ul>
      {all > shown && (
        <Button look="text" className="in-short-all" onClick={onAll}>
          All {all.toLocaleString("en-GB")}
        </Button>
      )}
    </Section>
  );
}
