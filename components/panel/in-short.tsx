import "./in-short.css";
import type { ContextReply } from "../../lib/contract/context.ts";
import type { Share } from "../../lib/contract/share.ts";
import { total } from "../../lib/panel/kind-words.ts";
import { repeatedTitle } from "../../lib/panel/repeats.ts";
import { readingNews, SHORT_ROWS, shortRows, shortWords } from "../../lib/panel/short-words.ts";
import { type Clock, rowWords } from "../../lib/panel/time-words.ts";
import { Button } from "../ui/button.tsx";
import { OutsideText } from "../ui/outside-text.tsx";
import { Section } from "../ui/section.tsx";
import { Time } from "../ui/time.tsx";

interface InShortProps {
  context: ContextReply;
  /** What was sent: that a person read it is news. */
  shares: readonly Share[];
  clock: Clock;
  /** Jumps to the whole history. */
  onAll: () => void;
}

/** What a rep with a call in four minutes needs: what is new, in three rows. */
export function InShort({ context, shares, clock, onAll }: InShortProps) {
  const read = readingNews(shares, context.unseen);
  const rows = shortRows(context, clock.zone).slice(0, SHORT_ROWS - read.length);
  if (rows.length + read.length === 0) return null;
  const unseen = { ...context.unseen, count: context.unseen.count + read.length };
  const all = total(context.kinds, false);
  const shown = rows.reduce((sum, { again }) => sum + 1 + again.length, 0);
  return (
    <Section title="In short" fact={shortWords({ ...context, unseen }, clock)}>
      <ul>
        {read.map(({ id, title, reading }) => (
          <li key={id} className="row" data-by="person">
            <span className="row-dot" aria-hidden="true" />
            <span className="row-title">
              <OutsideText>{title}</OutsideText>: {readWords(reading.words)}
            </span>
            {reading.at !== null && (
              <Time instant={reading.at} zone={clock.zone} className="row-time">
                {rowWords(reading.at, clock)}
              </Time>
            )}
          </li>
        ))}
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

/** "read 3 of 4 pages, 2 min", after a title. */
const readWords = (words: string) => `${words.charAt(0).toLowerCase()}${words.slice(1)}`;
