import "./content-item.css";
import "./feedback-form.css";
import { type PointerEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { REASONS, typeWords } from "../../lib/contract/feedback-words.ts";
import { hasPage, isInWords, isNoPage, toggled } from "../../lib/panel/feedback-draft.ts";
import { type Said, stateWords } from "../../lib/panel/said.ts";
import type { Feedback } from "../../lib/panel/use-feedback.ts";
import { Button } from "../ui/button.tsx";
import { Chip } from "../ui/chip.tsx";
import { TextField } from "../ui/text-field.tsx";
import { GoesAlong } from "./goes-along.tsx";

interface FeedbackFormProps {
  /** Where the click was; nothing was said there: nothing is shown. */
  place: string;
  feedback: Feedback;
  /** What is asked after the click; absent where there is nothing to choose from. */
  question?: ReactNode;
  /** What was said, in one line, once the form is closed. */
  said?: ReactNode;
}

const MOST = 1_000;

/** Under what was clicked: why, if the rep wants to say, and what goes along. The click has counted already. */
export function FeedbackForm({ place, feedback, question, said: line }: FeedbackFormProps) {
  const said = feedback.saidAt(place);
  if (!said) return null;
  // One item, one form: what was opened in it belongs to it.
  return <OfOne key={said.key} said={said} feedback={feedback} question={question} line={line} />;
}

interface OfOneProps {
  said: Said;
  feedback: Feedback;
  question: ReactNode;
  line: ReactNode;
}

function OfOne({ said, feedback: { giving }, question, line }: OfOneProps) {
  const { key, form, type, draft } = said;
  const place = useRef<HTMLDivElement>(null);
  const [more, setMore] = useState(isInWords(type));
  const late = form === "late";
  const { moved, left } = usePointerInside((inside) => giving.hover(key, inside));
  useKeyboardStays(place, form);
  useInSight(place, form === "offered" || late, more);
  if (form === "closed") {
    return (
      <div ref={place} className="feedback-line" tabIndex={-1}>
        <span>
          {line ?? typeWords(type)} · {stateWords({ state: said.state })}
        </span>
        <Button look="text" onClick={() => giving.addLate(key)}>
          Add a sentence
        </Button>
      </div>
    );
  }
  const reasons = Object.entries(REASONS[type]);
  // What was answered by a chip needs no second one.
  const asks = reasons.length > 0 && said.reasons === undefined;
  const begun = more || draft.reasons.length > 0 || draft.taken.length > 0;
  const ends = late || (form === "writing" && begun);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only whether the rep is here is looked at; all that can be done is buttons and fields.
    <div
      ref={place}
      className="feedback-form"
      data-feedback={key}
      onFocus={() => giving.touch(key)}
      onPointerDown={() => giving.touch(key)}
      onPointerMove={moved}
      onPointerLeave={left}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.nativeEvent.isComposing) giving.done(key);
      }}
    >
      <form
        aria-label={`More about: ${said.label}`}
        onSubmit={(event) => {
          event.preventDefault();
          giving.done(key);
        }}
      >
        {!late && question && <p>{question}</p>}
        {asks && (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields.
          <div className="chips" role="group" aria-label="Why?">
            {reasons.map(([reason, words]) => (
              <Chip
                key={reason}
                chosen={draft.reasons.includes(reason)}
                onClick={() => giving.write(key, { reasons: toggled(draft.reasons, reason) })}
              >
                {words}
              </Chip>
            ))}
          </div>
        )}
        {(more || late) && (
          <Fields said={said} giving={giving} late={late} asked={more && !isInWords(type)} />
        )}
        {said.failure && (
          <p role="alert" className="feedback-failure">
            {said.failure} What you wrote is still here.
          </p>
        )}
        <GoesAlong said={said} onTake={(taken) => giving.write(key, { taken })} />
        <div className="content-buttons">
          {ends && (
            <Button look="filled" type="submit">
              {late ? "Send" : "Done"}
            </Button>
          )}
          {!more && !late && (
            <Button look="text" className="feedback-more" onClick={() => setMore(true)}>
              Add their words or a sentence
            </Button>
          )}
        </div>
      </form>
    </div>
  );
}

interface FieldsProps {
  said: Said;
  giving: Feedback["giving"];
  late: boolean;
  /** The rep asked for them, so that the keyboard goes on there. */
  asked: boolean;
}

function Fields({ said: { key, type, draft, about }, giving, late, asked }: FieldsProps) {
  const theirs = !late && !isInWords(type);
  return (
    <>
      {theirs && (
        <TextField
          label="Their words"
          value={draft.theirWords}
          onChange={(theirWords) => giving.write(key, { theirWords })}
          maxLength={MOST}
          autoFocus={asked}
        />
      )}
      <TextField
        label="In one sentence"
        value={draft.note}
        onChange={(note) => giving.write(key, { note })}
        // A page that is no number goes along in it.
        maxLength={hasPage(type) ? MOST - 20 : MOST}
        // Said at the foot: without the sentence it says next to nothing.
        autoFocus={about.what === "nothing"}
      />
      {hasPage(type) && (
        <TextField
          label="Page, if you know it"
          value={draft.page}
          onChange={(page) => giving.write(key, { page })}
          hint={isNoPage(draft) ? "That is no page number. It goes along in words." : undefined}
          inputMode="numeric"
          maxLength={10}
        />
      )}
    </>
  );
}

/** Below the edge nobody would know of it, when it opens or grows. In between nothing moves under the pointer. */
function useInSight(place: { current: HTMLElement | null }, opens: boolean, more: boolean): void {
  useEffect(() => {
    if (opens) place.current?.scrollIntoView({ block: "nearest" });
  }, [place, opens]);
  useEffect(() => {
    if (more) place.current?.scrollIntoView({ block: "nearest" });
  }, [place, more]);
}

/** Whether the rep moves the pointer over something. A pointer that rests where it came to stand says nothing. */
function usePointerInside(tell: (inside: boolean) => void) {
  const first = useRef<{ x: number; y: number }>(undefined);
  return {
    moved: ({ clientX: x, clientY: y }: PointerEvent) => {
      first.current ??= { x, y };
      if (Math.hypot(x - first.current.x, y - first.current.y) > 3) tell(true);
    },
    left: () => {
      first.current = undefined;
      tell(false);
    },
  };
}

/** The field that had the keyboard is gone: it goes on at the line in its place. Where a form opens by itself it stays. */
function useKeyboardStays(place: { current: HTMLElement | null }, form: Said["form"]): void {
  const had = useRef(false);
  const before = useRef(form);
  useEffect(() => {
    if (before.current !== form) {
      if (form === "closed" && had.current) place.current?.focus({ preventScroll: true });
      if (form === "late") place.current?.querySelector("input")?.focus({ preventScroll: true });
      before.current = form;
    }
    const look = () => {
      had.current = place.current?.contains(document.activeElement) ?? false;
    };
    look();
    document.addEventListener("focusin", look);
    return () => document.removeEventListener("focusin", look);
  }, [place, form]);
}
