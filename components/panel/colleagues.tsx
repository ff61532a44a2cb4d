import "./colleagues.css";
import type { Colleague, ContextReply } from "../../lib/contract/context.ts";
import type { RecordRef } from "../../lib/contract/record.ts";
import { type Clock, rowWords } from "../../lib/panel/time-words.ts";
import { Button } from "../ui/button.tsx";
import { Fold } from "../ui/fold.tsx";
import { OutsideText } from "../ui/outside-text.tsx";
import { Time } from "../ui/time.tsx";

interface ColleaguesProps {
  context: ContextReply;
  clock: Clock;
  onOpen: (record: RecordRef) => void;
}

/** Others of the same company, most recently active first. */
export function Colleagues({ context, clock, onOpen }: ColleaguesProps) {
  const { colleagues, colleagueCount } = context;
  const [first] = colleagues;
  if (!first) return null;
  const rest = colleagueCount - colleagues.length;
  // Where no tool tells, that nothing is known of each is no news.
  const silent = context.sources.length === 0;
  return (
    <Fold
      title="Colleagues"
      count={colleagueCount}
      fact={
        first.last && (
          <>
            <OutsideText>{first.name}</OutsideText>: <OutsideText>{first.last.title}</OutsideText>,{" "}
            {rowWords(first.last.at, clock)}
          </>
        )
      }
    >
      <ul aria-label="Colleagues">
        {colleagues.map((colleague) => (
          <Row key={colleague.id} colleague={colleague} clock={clock} silent={silent} onOpen={onOpen} />
        ))}
      </ul>
      {rest > 0 && <p className="colleagues-rest">And {rest.toLocaleString("en-GB")} more.</p>}
    </Fold>
  );
}

interface RowProps extends Omit<ColleaguesProps, "context"> {
  colleague: Colleague;
  /** Not to say where nothing is known. */
  silent: boolean;
}

function Row({ colleague, clock, silent, onOpen }: RowProps) {
  const { name, title, last, record } = colleague;
  return (
    <li className="colleague">
      {record ? (
        <Button look="text" onClick={() => onOpen(record)}>
          <span className="visually-hidden">Open </span>
          <OutsideText>{name}</OutsideText>
        </Button>
      ) : (
        <span className="colleague-name">
          <OutsideText>{name}</OutsideText>
        </span>
      )}
      {title && (
        <p>
          <OutsideText>{title}</OutsideText>
        </p>
      )}
      {(last || !silent) && (
        <p className="colleague-line">
          {last ? (
            <>
              <OutsideText>{last.title}</OutsideText>,{" "}
              <Time instant={last.at} zone={clock.zone}>
                {rowWords(last.at, clock)}
              </Time>
            </>
          ) : (
            "Nothing known yet"
          )}
        </p>
      )}
    </li>
  );
}
