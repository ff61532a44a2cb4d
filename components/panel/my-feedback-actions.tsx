import { useState } from "react";
import type { MyFeedback } from "../../lib/contract/feedback.ts";
import { aboutWords, canReopen } from "../../lib/panel/feedback-words.ts";
import type { Panel } from "../../lib/panel/use-panel.ts";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/text-field.tsx";
import { CreditButtons } from "./credit-buttons.tsx";

const FORMS = {
  add: { label: "A further sentence", button: "Send", done: "Added." },
  reopen: { label: "What is still open?", button: "Open again", done: "Open again." },
} as const;

/** What the rep can do about what they said: be named, add to it, open it again, take it back. */
export function MyFeedbackActions({ item, panel }: { item: MyFeedback; panel: Panel }) {
  const [form, setForm] = useState<keyof typeof FORMS>();
  const { credit } = item;
  const label = aboutWords(item);
  const takeBack = () => {
    const undo = () =>
      void panel.sayOfMine(item, label, { kind: "take_back", undone: true }, { text: "Given again." });
    void panel.sayOfMine(item, label, { kind: "take_back" }, { text: "Taken back.", undo });
  };
  if (form) return <Sentence item={item} panel={panel} kind={form} onClose={() => setForm(undefined)} />;
  return (
    <>
      {credit && credit.named === null && (
        <>
          <p>It was changed because of you. May we name you?</p>
          <div className="content-buttons">
            <CreditButtons item={item} panel={panel} onSaid={() => {}} />
          </div>
        </>
      )}
      {credit && credit.named !== null && <Named item={item} named={credit.named} panel={panel} />}
      <div className="content-buttons">
        <Button onClick={() => setForm("add")}>Add a sentence</Button>
        {canReopen(item) && <Button onClick={() => setForm("reopen")}>Reopen</Button>}
        <Button look="text" className="quiet" onClick={takeBack}>
          Take it back
        </Button>
      </div>
    </>
  );
}

/** Whether the rep is named can be said anew at any time. */
function Named({ item, named, panel }: { item: MyFeedback; named: boolean; panel: Panel }) {
  const turn = () =>
    void panel.sayOfMine(
      item,
      aboutWords(item),
      { kind: "credit", named: !named },
      {
        text: named ? "You will not be named." : "You will be named.",
      },
    );
  return (
    <p className="mine-meta">
      {named ? "Whoever opens it reads your name. " : "Whoever opens it reads “from a rep”. "}
      <Button look="text" onClick={turn}>
        {named ? "Do not name me" : "Name me"}
      </Button>
    </p>
  );
}

interface SentenceProps {
  item: MyFeedback;
  panel: Panel;
  kind: keyof typeof FORMS;
  onClose: () => void;
}

function Sentence({ item, panel, kind, onClose }: SentenceProps) {
  const [note, setNote] = useState("");
  const [error, setError] = useState<string>();
  const { label, button, done } = FORMS[kind];
  const send = async () => {
    if (note.trim() === "") {
      setError(kind === "reopen" ? "Say in a sentence what is still open." : "Write the sentence first.");
      return;
    }
    // Where it could not be kept, the words stay.
    if (await panel.sayOfMine(item, aboutWords(item), { kind, note: note.trim() }, { text: done })) onClose();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <TextField
        label={label}
        value={note}
        onChange={(text) => {
          setError(undefined);
          setNote(text);
        }}
        error={error}
        maxLength={1_000}
        autoFocus
      />
      <div className="content-buttons">
        <Button look="filled" type="submit">
          {button}
        </Button>
        <Button look="text" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
