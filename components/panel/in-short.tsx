import "./in-short.css";
import type { ContextReply } from "../../lib/contract/context.ts";
import { rowTitle, total } from "../../lib/panel/kind-words.ts";
import { shortRows, shortWords } from "../../lib/panel/short-words.ts";
import { type Clock, rowWords } from "../../lib/panel/time-words.ts";
import { Button } from "../ui/button.tsx";
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
  const rows = shortRows(context);
  if (rows.length === 0) return null;
  const all = total(context.kinds, false);
  return (
    <Section title="In short" fact={shortWords(context, clock)}>
      <ul>
        {rows.map((row) => (
          <li key={row.id} className="row" data-by="person">
            <span className="row-dot" aria-hidden="true" />
            <span className="row-title">{rowTitle(row)}</span>
            <Time instant={row.at} zone={clock.zone} className="row-time">
              {rowWords(row.at, clock)}
            </Time>
          </li>
        ))}
      </ul>
      {all > rows.length && (
        <Button look="text" className="in-short-all" onClick={onAll}>
          All {all.toLocaleString("en-GB")}
        </Button>
      )}
    </Section>
  );
}
