import { Fragment, useId, useState } from "react";
import type { Recommendation } from "../../lib/contract/recommendation.ts";
import { type Clock, rowWords } from "../../lib/panel/time-words.ts";
import { FactButton } from "../ui/fact-button.tsx";
import { OutsideText } from "../ui/outside-text.tsx";
import { Time } from "../ui/time.tsx";

interface ReasonsProps {
  reasons: Recommendation["reasons"];
  undecided: string | undefined;
  clock: Clock;
}

/** More than these would crowd what they are about. */
const MOST = 3;

/** The facts that matched, each opening the rows behind it, and what could not be decided. */
export function Reasons({ reasons, undecided, clock }: ReasonsProps) {
  const [opened, setOpened] = useState<number>();
  const [all, setAll] = useState(false);
  const id = useId();
  const few = !all && reasons.length > MOST;
  const shown = few ? reasons.slice(0, MOST) : reasons;
  const rows = opened === undefined ? [] : (reasons[opened]?.touchpoints ?? []);
  return (
    <>
      {shown.map(({ words, touchpoints }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two reasons may have the same words, and none moves.
        <Fragment key={index}>
          {index > 0 && ", "}
          {touchpoints.length > 0 ? (
            <FactButton
              open={opened === index}
              aria-controls={opened === index ? id : undefined}
              onClick={() => setOpened(opened === index ? undefined : index)}
            >
              <OutsideText>{words}</OutsideText>
            </FactButton>
          ) : (
            <OutsideText>{words}</OutsideText>
          )}
        </Fragment>
      ))}
      {few && (
        <>
          {" and "}
          <FactButton open={false} onClick={() => setAll(true)}>
            {reasons.length - MOST} more
          </FactButton>
        </>
      )}
      {undecided && (
        <>
          {reasons.length > 0 && ". "}
          {ended(undecided)}
        </>
      )}
      {rows.length > 0 && (
        <ul id={id} className="reason-rows">
          {rows.map((row) => (
            <li key={row.id}>
              <OutsideText>{row.title}</OutsideText>
              <Time instant={row.at} zone={clock.zone}>
                {rowWords(row.at, clock)}
              </Time>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

const ended = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);
