import "./answer.css";
import { useState } from "react";
import { counted } from "../../../../lib/desk/feedback/inbox-words.ts";
import { useAnswerDraft } from "../../../../lib/desk/feedback/use-answer-draft.ts";
import type { ChosenItems } from "../../../../lib/desk/feedback/use-chosen-items.ts";
import type { InboxWrites } from "../../../../lib/desk/feedback/use-inbox-writes.ts";
import { useHub } from "../../../../lib/desk/use-hub.ts";
import { Checkbox } from "../../../ui/checkbox.tsx";
import { Problem } from "../problem.tsx";
import { Back } from "../side/back.tsx";
import { AnswerFields, sentRequest } from "./answer-fields.tsx";
import { AnswerFoot } from "./answer-foot.tsx";

interface AnswerManyProps {
  chosen: ChosenItems;
  writes: InboxWrites;
  onWriting: (writing: boolean) => void;
  onDone: () => void;
}

/** One text to all givers of what is selected. */
export function AnswerMany({ chosen, writes, onWriting, onDone }: AnswerManyProps) {
  const { draft, write, clear, restore } = useAnswerDraft("selected");
  const [merge, setMerge] = useState(false);
  const items = chosen.seen();
  // What is chosen is mostly one theme: what may answer the first may answer them all.
  const [first] = items;
  const read = useHub("feedbackItem", { id: first?.id ?? "" }, { enabled: first !== undefined });
  const newer = read.data?.item.newer ?? [];
  const send = () => {
    const before = draft;
    writes.answer(
      sentRequest(draft, items, merge && items.length > 1),
      () => {
        clear();
        chosen.none();
        onDone();
      },
      () => restore(before),
    );
  };
  return (
    <>
      <Back title={`Answer ${items.length}`} onClose={onDone} />
      <div className="item-body">
        <h2 className="item-title">Answer {counted(items.length, "item")} with one text</h2>
        <p className="item-of">
          Everybody who gave one of them reads it beside the lead they said it about, also those whose item
          was merged into one of these.
        </p>
        {items.length > 1 && (
          <p className="answer-merge">
            <Checkbox label="They say the same: merge them into one" checked={merge} onChange={setMerge} />
          </p>
        )}
        <Problem writes={writes} of={new Set(items.map(({ id }) => id))} />
      </div>
      <section className="answer" aria-label="Answer">
        <div className="answer-box">
          <div className="answer-to">
            <p>
              <span className="quiet-text">To</span> all givers of {counted(items.length, "item")}
            </p>
          </div>
          <AnswerFields
            name="selected"
            draft={draft}
            newer={newer}
            busy={writes.busy}
            onChange={write}
            onSend={send}
            onWriting={onWriting}
          />
        </div>
        <AnswerFoot draft={draft} onChange={write}>
          {merge ? `Sending merges the ${items.length}. ` : ""}
          {draft.status === "changed"
            ? "Each giver is asked whether we may name them."
            : "They see it in six seconds; until then it can be undone."}
        </AnswerFoot>
      </section>
    </>
  );
}
