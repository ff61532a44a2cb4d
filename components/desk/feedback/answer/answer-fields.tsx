import { type Ref, useState } from "react";
import type { RequestOf } from "../../../../lib/contract/endpoints.ts";
import type { FeedbackItem } from "../../../../lib/contract/inbox.ts";
import type { AnswerDraft } from "../../../../lib/desk/feedback/answer-drafts.ts";
import type { Seen } from "../../../../lib/desk/feedback/use-inbox-writes.ts";
import { Button } from "../../../ui/button.tsx";
import { SelectField } from "../../content/select-field.tsx";
import { VersionChooser } from "./version-chooser.tsx";

interface AnswerFieldsProps {
  ref?: Ref<HTMLTextAreaElement>;
  /** What `data-answer` says: the item. */
  name: string;
  about?: FeedbackItem["about"];
  draft: AnswerDraft;
  /** Versions that may answer it. */
  newer: FeedbackItem["newer"];
  busy: boolean;
  onChange: (draft: AnswerDraft) => void;
  onSend: () => void;
  onWriting: (writing: boolean) => void;
}

const STATES = [
  ["seen", "Seen"],
  ["planned", "Planned"],
  ["changed", "Changed"],
  ["declined", "Declined"],
] as const;

/** Whether it can be sent. */
export const isReady = ({ text, status, resolvedBy, plannedFor }: AnswerDraft): boolean =>
  text.trim() !== "" &&
  (status !== "changed" || resolvedBy !== null) &&
  (status !== "planned" || plannedFor !== "");

/** As the hub takes it. */
export function sentRequest(
  { text, status, plannedFor, resolvedBy, public: isPublic }: AnswerDraft,
  items: Seen[],
  merge: boolean,
): RequestOf<"answerFeedback"> {
  return {
    items,
    merge,
    text: text.trim(),
    status,
    ...(status === "planned" && plannedFor ? { plannedFor } : {}),
    ...(status === "changed" && resolvedBy
      ? { resolvedBy: { what: resolvedBy.what, versionId: resolvedBy.versionId } }
      : {}),
    ...(isPublic ? { public: true } : {}),
  };
}

/** Text, what answers it, the state it gets, who may read it, and the way off. */
export function AnswerFields(props: AnswerFieldsProps) {
  const { ref, name, draft, newer, busy, onChange, onSend, onWriting } = props;
  const [missing, setMissing] = useState<string>();
  const send = () => {
    if (isReady(draft)) {
      setMissing(undefined);
      onSend();
    } else if (draft.text.trim() === "") setMissing("Write the answer first.");
    else if (draft.status === "planned") setMissing("Say until when it is planned: givers read the date.");
    else setMissing("Say which version answers it, under “Answered by”.");
  };
  return (
    <>
      <textarea
        ref={ref}
        className="answer-text"
        aria-label="Answer"
        data-answer={name}
        placeholder="What you tell them"
        maxLength={4_000}
        dir="auto"
        value={draft.text}
        onChange={(event) => onChange({ ...draft, text: event.target.value })}
        onFocus={() => onWriting(draft.text !== "")}
        onInput={() => onWriting(true)}
        onBlur={() => onWriting(false)}
        onKeyDown={(event) => {
          if (event.key === "Escape") {
            event.preventDefault();
            document.querySelector<HTMLElement>(`[data-row="${name}"]`)?.focus();
            event.currentTarget.blur();
          } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            send();
          }
        }}
      />
      <div className="answer-foot">
        <VersionChooser
          newer={newer}
          chosen={draft.resolvedBy}
          onChoose={(resolvedBy) =>
            onChange({
              ...draft,
              resolvedBy,
              status: resolvedBy ? "changed" : draft.status === "changed" ? "seen" : draft.status,
            })
          }
        />
        <div className="answer-send">
          {draft.status === "planned" && (
            <input
              type="date"
              aria-label="Planned for"
              value={draft.plannedFor}
              onChange={(event) => onChange({ ...draft, plannedFor: event.target.value })}
            />
          )}
          <SelectField
            quiet
            label="It becomes"
            value={draft.status}
            options={STATES.map(([value, label]) => ({ value, label }))}
            onChange={(value) => {
              const status = STATES.find(([state]) => state === value)?.[0] ?? "seen";
              const [newest] = newer;
              const resolvedBy =
                status === "changed" && !draft.resolvedBy && newest && newest.what !== "unknown"
                  ? { ...newest, what: newest.what }
                  : draft.resolvedBy;
              onChange({ ...draft, status, resolvedBy });
            }}
          />
          <Button look="filled" aria-busy={busy} onClick={send}>
            {busy ? "Sending…" : "Send answer"}
          </Button>
        </div>
      </div>
      {missing && !isReady(draft) && (
        <p className="answer-missing" role="alert">
          {missing}
        </p>
      )}
    </>
  );
}
