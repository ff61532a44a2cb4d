import "./answer.css";
import { useEffect, useRef, useState } from "react";
import type { RequestOf } from "../../../../lib/contract/endpoints.ts";
import type { FeedbackItem } from "../../../../lib/contract/inbox.ts";
import { takeAnswerFocus } from "../../../../lib/desk/feedback/answer-focus.ts";
import {
  dueInWords,
  isOpen,
  moreSay,
  nameList,
  smallNumber,
} from "../../../../lib/desk/feedback/inbox-words.ts";
import { useAnswerDraft } from "../../../../lib/desk/feedback/use-answer-draft.ts";
import type { InboxWrites } from "../../../../lib/desk/feedback/use-inbox-writes.ts";
import { useClock } from "../../../../lib/desk/use-clock.ts";
import { Button } from "../../../ui/button.tsx";
import { AnswerFields, isReady, sentRequest } from "./answer-fields.tsx";
import { AnswerFoot } from "./answer-foot.tsx";
import { AnswerSent } from "./answer-sent.tsx";

interface AnswerBoxProps {
  item: FeedbackItem;
  writes: InboxWrites;
  /** Its giver took it back while it was open here. */
  isTakenBack: boolean;
  onWriting: (writing: boolean) => void;
}

/** The answer to everybody who said it. What is typed survives a reload, and somebody else's change. */
export function AnswerBox({ item, writes, isTakenBack, onWriting }: AnswerBoxProps) {
  const clock = useClock();
  const { id, revision, similar, similarCount, givers, dueAt, answeredAt } = item;
  const { draft, write, clear, restore } = useAnswerDraft(id);
  const begun = useRef<number>(undefined);
  const [target, setTarget] = useState<ReadonlySet<string>>();
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (takeAnswerFocus(id)) field.current?.focus();
  }, [id]);
  useEffect(() => () => onWriting(false), [onWriting]);
  if (draft.text === "") begun.current = undefined;
  else begun.current ??= revision;

  // Who came while it is written is answered too only if that is wanted.
  const isWritten = draft.text !== "";
  useEffect(() => {
    setTarget((now) => (isWritten ? (now ?? new Set(similar.map((other) => other.id))) : undefined));
  }, [isWritten, similar]);
  const meant = similar.filter((other) => target === undefined || target.has(other.id));
  const came = draft.toAll ? similar.length - meant.length : 0;
  const others = draft.toAll ? meant : [];
  // Somebody may have said it twice.
  const everybody = [...givers, ...others.map(({ giver }) => giver)];
  const names = [...new Map(everybody.map(({ memberId, name }) => [memberId, name])).values()];
  const sent = writes.done?.answer && writes.done.ids.includes(id) ? writes.done : undefined;
  const isOwed = dueAt !== null && answeredAt === null && isOpen(item) && !sent;
  const due = isOwed ? dueInWords(dueAt, clock) : undefined;
  const meanwhile =
    !sent && begun.current !== undefined && begun.current !== revision ? item.history.at(-1) : undefined;

  const send = () => {
    const items = [{ id, revision }, ...others.map((other) => ({ id: other.id, revision: other.revision }))];
    const request: RequestOf<"answerFeedback"> = sentRequest(draft, items, items.length > 1);
    const before = draft;
    writes.answer(request, clear, () => restore(before));
  };
  const left = similarCount - similar.length;
  const to = names.length > 1 ? `all ${names.length} givers: ${nameList(names)}` : nameList(names);

  return (
    <section className="answer" aria-label="Answer">
      <div className="answer-box">
        <div className="answer-to">
          <p>
            <span className="quiet-text">To</span> <bdi>{to}</bdi>
          </p>
          {similar.length > 0 && !sent && (
            <Button look="text" onClick={() => write({ ...draft, toAll: !draft.toAll })}>
              {draft.toAll ? "Only this one" : `All ${similar.length + 1} that say it`}
            </Button>
          )}
          {came > 0 && !sent && (
            <Button look="text" onClick={() => setTarget(new Set(similar.map((other) => other.id)))}>
              {moreSay(came)} it since you began: add
            </Button>
          )}
          {due && (
            <span className="answer-due" data-tone={due.tone}>
              {due.text}
            </span>
          )}
        </div>
        {sent ? (
          <AnswerSent sent={sent} clock={clock} />
        ) : (
          <AnswerFields
            ref={field}
            name={id}
            about={item.about}
            draft={draft}
            newer={item.newer}
            busy={writes.busy}
            onChange={write}
            onSend={send}
            onWriting={onWriting}
          />
        )}
      </div>
      {isTakenBack && (
        <p className="answer-note" role="alert">
          Its giver took this back meanwhile. An answer reaches nobody any more.
        </p>
      )}
      {meanwhile && (
        <p className="answer-note" role="status" data-tone="near">
          Changed while you write: <bdi>{meanwhile.words}</bdi>. What you typed is kept.
        </p>
      )}
      {!sent && (
        <AnswerFoot draft={draft} onChange={write}>
          {followsWords(others.length + 1, names.length, isReady(draft), draft.status)}
          {draft.toAll && left > 0 && ` ${left.toLocaleString("en-GB")} more that say it are not among them.`}
        </AnswerFoot>
      )}
    </section>
  );
}

/** What sending does, in words. */
function followsWords(items: number, givers: number, ready: boolean, status: string): string {
  const merges = items > 1 ? `Sending merges the ${smallNumber(items)}. ` : "";
  const credit =
    status === "changed"
      ? `${givers === 1 ? "The giver is" : "Each is"} asked whether we may name them.`
      : `${givers === 1 ? "The giver sees" : "All of them see"} it in six seconds; until then it can be undone.`;
  return ready || merges ? `${merges}${credit}` : "A written answer stops the clock. “Seen” alone does not.";
}
