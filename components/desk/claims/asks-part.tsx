import "../shell/form.css";
import { type FormEvent, useState } from "react";
import type { Claim, ClaimAsk } from "../../../lib/contract/claim.ts";
import { useNotice } from "../../../lib/desk/notice.ts";
import { useHubWrite } from "../../../lib/desk/use-hub.ts";
import { Button } from "../../ui/button.tsx";
import { OutsideText } from "../../ui/outside-text.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { InboxFigure } from "./inbox-figure.tsx";

interface AsksPartProps {
  claim: Claim;
  /** A question is being written. */
  asking: boolean;
  onAsked: () => void;
}

/** Questions about it, each put to at most five reps on leads that it fits. */
export function AsksPart({ claim, asking, onAsked }: AsksPartProps) {
  const { asks } = claim;
  if (!asking && asks.length === 0) return null;
  return (
    <section className="work-part" aria-labelledby="asks">
      <div className="part-head">
        <h2 id="asks" className="part-title">
          Asked of five reps
        </h2>
        <span className="small-text">Once each, on leads that fit</span>
      </div>
      {asking && <AskForm claim={claim} onDone={onAsked} />}
      <ul>
        {asks.map((ask) => (
          <AskRow key={ask.id} ask={ask} newest={ask.versionId === claim.version?.id} />
        ))}
      </ul>
    </section>
  );
}

function AskRow({ ask, newest }: { ask: ClaimAsk; newest: boolean }) {
  const notice = useNotice();
  const close = useHubWrite("closeAsk", ["claim"]);
  const { id, question, shown, answered, closedAt, version } = ask;
  return (
    <li className="ask">
      <p>
        “<OutsideText>{question}</OutsideText>”{" "}
        <span className="quiet-text">
          {!newest && `Of version ${version}. `}
          {shown === 0 ? "No rep has seen it yet" : `${shown} of 5 have seen it`},{" "}
          <InboxFigure count={answered} of="answers to it" search={{ askId: id }} /> answered
          {closedAt && ", closed"}.
        </span>
      </p>
      {!closedAt && (
        <Button
          look="text"
          aria-label={`Close “${question}”`}
          aria-busy={close.isPending}
          onClick={() =>
            close.mutate({ id }, { onSuccess: () => notice({ text: "Closed: nobody else is asked." }) })
          }
        >
          Close
        </Button>
      )}
      {close.error && (
        <p className="form-problem" role="alert">
          {close.error.message}
        </p>
      )}
    </li>
  );
}

function AskForm({ claim, onDone }: { claim: Claim; onDone: () => void }) {
  const notice = useNotice();
  const [question, setQuestion] = useState("");
  const [missing, setMissing] = useState(false);
  const ask = useHubWrite("askReps", ["claim"]);
  function send(event: FormEvent) {
    event.preventDefault();
    const text = question.trim();
    setMissing(text.length < 3);
    if (text.length < 3 || !claim.version) return;
    ask.mutate(
      { versionId: claim.version.id, question: text },
      {
        onSuccess: () => {
          notice({ text: "Asked. It appears to the next five reps on leads that fit." });
          onDone();
        },
      },
    );
  }
  return (
    <form className="add-form" aria-label="Ask five reps" noValidate onSubmit={send}>
      <TextField
        label="Your question"
        placeholder="Do they believe nine weeks when you show the plan?"
        hint="They answer Yes, Partly, No or Not tried, and may add a sentence."
        value={question}
        onChange={setQuestion}
        maxLength={300}
        autoFocus
        error={missing ? "Write the question." : ask.error?.message}
      />
      <div className="form-buttons">
        <Button type="submit" look="filled" aria-busy={ask.isPending}>
          Ask
        </Button>
        <Button look="text" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
