import "./touchpoint-row.css";
import { useId, useState } from "react";
import { type Repeated, repeatedTitle, rowDetail } from "../../lib/panel/repeats.ts";
import { absoluteWords, type Clock, rowWords } from "../../lib/panel/time-words.ts";
import { OutsideLink } from "../ui/outside-link.tsx";
import { OutsideText } from "../ui/outside-text.tsx";
import { Quote } from "../ui/quote.tsx";
import { Time } from "../ui/time.tsx";

interface TouchpointRowProps {
  row: Repeated;
  clock: Clock;
  /** It happened before the rep last looked, but was not known then. */
  late: boolean;
}

/** One touchpoint: what and when; their words; and everything else we know of it when asked. */
export function TouchpointRow({ row, clock, late }: TouchpointRowProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const { touchpoint } = row;
  const { passive, at, words, sharedMailbox } = touchpoint;
  const detail = rowDetail(touchpoint);
  const notes = [sharedMailbox && "shared mailbox", late && "arrived since you looked"].filter(Boolean);
  const line = detail !== undefined || notes.length > 0;
  return (
    <div className="row" data-by={passive ? "us" : "person"}>
      <span className="row-dot" aria-hidden="true" />
      <button
        type="button"
        className="row-title"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        <OutsideText>{repeatedTitle(row)}</OutsideText>
      </button>
      <Time instant={at} zone={clock.zone} className="row-time">
        {rowWords(at, clock)}
      </Time>
      {(line || words || open) && (
        <div className="row-more">
          {line && (
            <p className="row-detail">
              {detail !== undefined && <OutsideText>{detail}</OutsideText>}
              {detail !== undefined && notes.length > 0 && " · "}
              {notes.join(" · ")}
            </p>
          )}
          {words && <Quote>{words}</Quote>}
          {open && <Facts id={id} row={row} zone={clock.zone} />}
        </div>
      )}
    </div>
  );
}

function Facts({ id, row, zone }: { id: string; row: Repeated; zone: string }) {
  const { touchpoint, again } = row;
  const { at, atBasis, receivedAt, source, campaign, url, sharedMailbox } = touchpoint;
  const basis =
    atBasis === "received"
      ? "The tool sent no time; this is when it arrived."
      : atBasis === "corrected"
        ? "Corrected: the sender's clock was wrong."
        : undefined;
  const waited = Date.parse(receivedAt) - Date.parse(at) > 60_000;
  return (
    <dl id={id} className="row-facts">
      <dt>When</dt>
      <dd>
        {absoluteWords(at, zone)}
        {basis && <> {basis}</>}
        {again.map((other) => (
          <div key={other.id}>{absoluteWords(other.at, zone)}</div>
        ))}
      </dd>
      {waited && (
        <>
          <dt>Arrived</dt>
          <dd>{absoluteWords(receivedAt, zone)}</dd>
        </>
      )}
      <dt>From</dt>
      <dd>
        <OutsideText>{source.name}</OutsideText>
      </dd>
      {campaign && (
        <>
          <dt>Campaign</dt>
          <dd>
            <OutsideText>{campaign}</OutsideText>
          </dd>
        </>
      )}
      {url && (
        <>
          <dt>Page</dt>
          <dd>
            <OutsideLink url={url} />
          </dd>
        </>
      )}
      {touchpoint.kind === "email_opened" && (
        <>
          <dt>Doubt</dt>
          <dd>Scanners and mail programs load mails too, so it may not have been read.</dd>
        </>
      )}
      {sharedMailbox && (
        <>
          <dt>Mailbox</dt>
          <dd>Several people read this address, so it may have been another of them.</dd>
        </>
      )}
    </dl>
  );
}
