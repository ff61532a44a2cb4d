import { useEffect, useId, useRef, useState } from "react";
import type { Connection } from "../../lib/bridge/messages.ts";
import { ageWords, type Clock, momentWords } from "../../lib/panel/time-words.ts";
import { Button } from "../ui/button.tsx";
import { ByCompany } from "./by-company.tsx";

interface ConnectedCardProps {
  connection: Connection;
  clock: Clock;
  /** How many deeds were not sent yet. */
  waiting: number;
  /** The company's policy names this Leadside. */
  byCompany: boolean;
  /** It comes in place of a form that had the keyboard. */
  focused: boolean;
  onDisconnect: () => Promise<void>;
}

/** Where and as whom this browser is connected. Disconnecting asks once more, since only a new link undoes it. */
export function ConnectedCard({
  connection,
  clock,
  waiting,
  byCompany,
  focused,
  onDisconnect,
}: ConnectedCardProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (focused) heading.current?.focus();
  }, [focused]);
  const warning = useId();
  const [stayed, setStayed] = useState(false);
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const { address, name, role, since, lastAnswerAt } = connection;
  const facts = [
    role && role[0]?.toUpperCase() + role.slice(1),
    since && `since ${momentWords(since, clock)}`,
    lastAnswerAt && `last answer ${ageWords(lastAnswerAt, clock.now)} ago`,
  ];
  return (
    <section className="card" aria-labelledby="connected">
      <h1 id="connected" ref={heading} tabIndex={-1}>
        Connected to {address} as {name}
      </h1>
      <p className="card-note">{facts.filter(Boolean).join(" · ")}</p>
      {byCompany && (
        <p className="card-note">
          <ByCompany />
        </p>
      )}
      {asking ? (
        <>
          <p id={warning} className="card-note" style={{ marginTop: 14 }}>
            To connect again you need a new invitation link.
            {waiting > 0 &&
              ` What waits to be sent (${waiting}) is tried once more, and else kept here until you connect again as ${name}.`}
          </p>
          <div className="card-buttons">
            <Button
              look="filled"
              aria-describedby={warning}
              disabled={busy}
              aria-busy={busy}
              onClick={async () => {
                setBusy(true);
                await onDisconnect();
              }}
            >
              {busy ? "Disconnecting…" : "Yes, disconnect"}
            </Button>
            <Button
              autoFocus
              aria-describedby={warning}
              disabled={busy}
              onClick={() => {
                setStayed(true);
                setAsking(false);
              }}
            >
              Stay connected
            </Button>
          </div>
        </>
      ) : (
        <div className="card-buttons">
          <Button autoFocus={stayed} onClick={() => setAsking(true)}>
            Disconnect
          </Button>
        </div>
      )}
    </section>
  );
}
