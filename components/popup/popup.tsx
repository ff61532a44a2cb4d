import "../ui/base.css";
import "./popup.css";
import type { ReactNode } from "react";
import type { Connection, RecentPerson } from "../../lib/bridge/messages.ts";
import type { RecordRef } from "../../lib/contract/record.ts";
import { recordKey } from "../../lib/contract/record-key.ts";
import { type Clock, ownZone, rowWords } from "../../lib/panel/time-words.ts";
import { useNow } from "../../lib/panel/use-now.ts";
import {
  type AnswerNotice,
  type Popup as PopupModel,
  type Reader,
  usePopup,
} from "../../lib/panel/use-popup.ts";
import { BrandMark } from "../ui/brand-mark.tsx";
import { Button } from "../ui/button.tsx";
import { OutsideText } from "../ui/outside-text.tsx";
import { Time } from "../ui/time.tsx";

/** The connection at a glance, what marketing answered, who read what the rep sent, and the people they saw most recently. */
export function Popup() {
  const popup = usePopup();
  const clock = { now: useNow(true), zone: ownZone() };
  return (
    <main className="popup">
      <header className="popup-head">
        <BrandMark />
        <h1>Leadside</h1>
        {popup.connection && <p>{connectionWords(popup.connection)}</p>}
      </header>
      <PopupBody popup={popup} clock={clock} />
      {(popup.failure || popup.connection?.state === "connected") && (
        <footer className="popup-foot">
          <Button look="text" onClick={popup.openOptions}>
            Options
          </Button>
        </footer>
      )}
    </main>
  );
}

function PopupBody({ popup, clock }: { popup: PopupModel; clock: Clock }) {
  const { connection, people, readers, answers, openOptions, openRecord } = popup;
  if (popup.failure) {
    return (
      <div className="popup-empty">
        <p>Leadside does not answer inside this browser. Restart the browser, please.</p>
      </div>
    );
  }
  if (!connection || !people) return <div className="popup-empty" aria-busy="true" />;
  if (connection.state !== "connected") {
    return (
      <div className="popup-empty">
        <p>{nextStep(connection)}</p>
        <Button look="filled" onClick={openOptions}>
          Open options
        </Button>
      </div>
    );
  }
  if (people.length === 0 && !readers) return <div className="popup-empty" aria-busy="true" />;
  if (people.length === 0 && answers.length === 0 && readers?.length === 0) {
    return (
      <div className="popup-empty">
        <p>Nobody seen yet since the browser started. Open a lead or a contact in your CRM.</p>
      </div>
    );
  }
  return (
    <div className="popup-people">
      {answers.length > 0 && (
        <section aria-labelledby="answers">
          <h2 id="answers" className="popup-title">
            Answers from marketing
          </h2>
          <ul aria-labelledby="answers">
            {answers.map((answer) => (
              <li key={answer.id}>
                <AnswerRow answer={answer} clock={clock} onOpen={openRecord} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {readers && readers.length > 0 && (
        <section aria-labelledby="readers">
          <h2 id="readers" className="popup-title">
            Read what you sent
          </h2>
          <ul aria-labelledby="readers">
            {readers.map((reader) => (
              <li key={reader.id}>
                <ReaderRow reader={reader} clock={clock} onOpen={openRecord} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {people.length > 0 && (
        <section aria-labelledby="recent">
          <h2 id="recent" className="popup-title">
            Seen lately
          </h2>
          <ul aria-labelledby="recent">
            {people.map((person) => (
              <li key={recordKey(person.record)}>
                <Recent person={person} clock={clock} onOpen={() => openRecord(person.record)} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

interface AnswerRowProps {
  answer: AnswerNotice;
  clock: Clock;
  onOpen: (record: RecordRef) => void;
}

/** What marketing answered; opens the record where the rep said it, and the answer stands on top there. */
function AnswerRow({ answer, clock, onOpen }: AnswerRowProps) {
  const { title, words, at, person, company, record, seen } = answer;
  const whose = [person, company].filter((part) => part !== undefined);
  const content = (
    <>
      <span>
        <strong>
          <OutsideText>{title}</OutsideText>
        </strong>
        {!seen && <span className="recent-company"> · new</span>}
      </span>
      <Time instant={at} zone={clock.zone}>
        {rowWords(at, clock)}
      </Time>
      <span className="recent-last">
        <OutsideText>{words}</OutsideText>
        {whose.length > 0 && (
          <>
            {" · "}
            <OutsideText>{whose.join(", ")}</OutsideText>
          </>
        )}
      </span>
    </>
  );
  return <Row record={record} content={content} onOpen={onOpen} />;
}

function Row({
  record,
  content,
  onOpen,
}: {
  record: RecordRef | undefined;
  content: ReactNode;
  onOpen: (record: RecordRef) => void;
}) {
  if (!record) return <div className="recent">{content}</div>;
  return (
    <button type="button" className="recent" onClick={() => onOpen(record)}>
      {content}
    </button>
  );
}

interface ReaderRowProps {
  reader: Reader;
  clock: Clock;
  onOpen: (record: RecordRef) => void;
}

/** A reading; opens the person's record, where one is known. */
function ReaderRow({ reader, clock, onOpen }: ReaderRowProps) {
  const { person, company, title, words, at, record } = reader;
  const content = (
    <>
      <span>
        <strong>
          <OutsideText>{person}</OutsideText>
        </strong>{" "}
        {company && (
          <span className="recent-company">
            <OutsideText>{company}</OutsideText>
          </span>
        )}
      </span>
      <Time instant={at} zone={clock.zone}>
        {rowWords(at, clock)}
      </Time>
      <span className="recent-last">
        <OutsideText>{title}</OutsideText>: {words}
      </span>
    </>
  );
  return <Row record={record} content={content} onOpen={onOpen} />;
}

function Recent({ person, clock, onOpen }: { person: RecentPerson; clock: Clock; onOpen: () => void }) {
  const { name, company, last, seenAt } = person;
  return (
    <button type="button" className="recent" onClick={onOpen}>
      <span>
        <strong>{name}</strong> {company && <span className="recent-company">{company}</span>}
      </span>
      <Time instant={seenAt} zone={clock.zone}>
        {rowWords(seenAt, clock)}
      </Time>
      {last && (
        <span className="recent-last">
          {last.title}, {rowWords(last.at, clock)}
        </span>
      )}
    </button>
  );
}

function nextStep({ state, elsewhere }: Connection): string {
  if (state === "signed_out") {
    return "Your team's Leadside no longer knows this browser. Ask your admin for a new invitation link, or connect by a code from another device of yours.";
  }
  return elsewhere
    ? `This browser was connected to ${elsewhere}, which your company's policy does not allow. The options say what to do.`
    : "Paste the invitation link from your admin in the options.";
}

function connectionWords({ state, name }: Connection): string {
  if (state === "connected") return name ? `Connected as ${name}` : "Connected";
  return state === "signed_out" ? "Signed out" : "Not connected";
}
