import "./sentence.css";
import { type FocusEvent, type ReactNode, useId } from "react";
import type { Condition } from "../../../../lib/contract/condition.ts";
import { MOST_CHIPS, type Part, stopId } from "../../../../lib/desk/content/sentence.ts";
import type { SentenceEditing } from "../../../../lib/desk/content/use-draft.ts";
import { type SentenceRow as Row, useSentenceRow } from "../../../../lib/desk/content/use-sentence-row.ts";
import { Chip } from "./chip.tsx";
import { Chooser } from "./chooser.tsx";
import { KeyHelp } from "./key-help.tsx";
import { NextStepChooser } from "./next-step-chooser.tsx";

/** What each condition fits alone, as the preview counted it; absent until it did. */
export type Alone = Readonly<Record<Part, readonly number[]>>;

interface RowProps {
  editing: SentenceEditing;
  alone: Alone | undefined;
  wordsOf: (condition: Condition, part: Part, index: number) => string;
  /** The whole as one sentence, for who hears it. */
  spoken: string;
}

/** What is done with it: content is sent, a talking point said. */
export type Verb = "Send" | "Say";

const ADD = {
  to: { empty: "whom", label: "Add whom it is for" },
  when: { empty: "what they did, or where they are", label: "Add what they did or where they are" },
  except: { empty: "an exception", label: "Add an exception" },
} as const;

/** "Send to … when they … and …, to get …": the condition itself, to be read and to be changed. */
export function SentenceRow({ verb, ...props }: RowProps & { verb: Verb }) {
  const row = useSentenceRow("sentence", props.editing);
  const { sentence } = props.editing;
  const { when, joint } = sentence.conditions;
  return (
    <RowFrame
      {...props}
      row={row}
      group={verb === "Send" ? "When to use" : "For whom and when"}
      label="The sentence"
    >
      <span className="sentence-words">{verb} to</span>
      <Chips part="to" row={row} {...props} />
      <AddChip part="to" row={row} {...props} />
      <span className="sentence-words">when they</span>
      {when.map((condition, index) => (
        // A line may end before "and", never behind it.
        <span key={JSON.stringify(condition)} className="sentence-group">
          {index > 0 && (
            <Chip
              look="joint"
              words={joint}
              heard={`. Change to ${joint === "and" ? "or" : "and"}`}
              {...stopProps(row, { at: "joint", index })}
            />
          )}
          <ConditionChip part="when" index={index} condition={condition} row={row} {...props} />
        </span>
      ))}
      <AddChip part="when" row={row} {...props} />
      <span className="sentence-group">
        <span className="sentence-words">to get</span>
        <Chip
          look="outlined"
          words={sentence.toGet || "a next step …"}
          data-empty={sentence.toGet === "" || undefined}
          heard={sentence.toGet ? ". What it is for" : ". Say what it is for, if you want"}
          aria-haspopup="listbox"
          aria-expanded={row.open?.stop.at === "get"}
          {...stopProps(row, { at: "get" })}
        />
      </span>
    </RowFrame>
  );
}

/** "Except when …": whom it is kept from, though all else fits. */
export function ExceptionsRow({ verb, ...props }: RowProps & { verb: Verb }) {
  const row = useSentenceRow("exceptions", props.editing);
  const { sentence, change } = props.editing;
  const { noException } = sentence;
  const none = noException !== undefined && sentence.conditions.except.length === 0;
  return (
    <RowFrame
      {...props}
      row={row}
      group={verb === "Send" ? "When not to use" : "When not to say it"}
      label="The exceptions"
      beside={
        none && (
          <button
            type="button"
            className="chip"
            data-look="toggle"
            aria-pressed={noException}
            onClick={() => change({ ...sentence, noException: !noException })}
          >
            No exception known
          </button>
        )
      }
    >
      <span className="sentence-words">Except when</span>
      <Chips part="except" row={row} {...props} />
      <AddChip part="except" row={row} {...props} />
    </RowFrame>
  );
}

function RowFrame({
  row,
  group,
  label,
  spoken,
  editing,
  wordsOf,
  beside,
  children,
}: RowProps & { row: Row; group: string; label: string; beside?: ReactNode; children: ReactNode }) {
  const id = useId();
  const { open } = row;
  const leave = (event: FocusEvent<HTMLDivElement>) => {
    // Into another window: the chooser waits.
    if (!open || event.relatedTarget === null || event.currentTarget.contains(event.relatedTarget)) return;
    row.leave();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is drawn with a frame and a legend.
    <div
      role="group"
      aria-label={group}
      ref={row.frame}
      className="sentence-frame"
      data-open={open ? true : undefined}
      onBlur={leave}
    >
      <div className="sentence-line">
        <div
          role="toolbar"
          className="sentence"
          aria-label={label}
          aria-describedby={id}
          onKeyDown={row.onKeyDown}
        >
          {children}
        </div>
        {beside}
      </div>
      <p id={id} className="visually-hidden">
        {spoken}
      </p>
      {open && open.stop.at !== "joint" && (
        <div className="chooser">
          {open.stop.at === "get" ? (
            <NextStepChooser row={row} editing={editing} />
          ) : (
            <Chooser key={stopId(open.stop)} row={row} editing={editing} wordsOf={wordsOf} />
          )}
          <KeyHelp />
        </div>
      )}
    </div>
  );
}

function Chips({ part, ...props }: RowProps & { part: Part; row: Row }) {
  return props.editing.sentence.conditions[part].map((condition, index) => (
    <ConditionChip
      key={JSON.stringify(condition)}
      part={part}
      index={index}
      condition={condition}
      {...props}
    />
  ));
}

function ConditionChip({
  part,
  index,
  condition,
  row,
  editing,
  alone,
  wordsOf,
}: RowProps & { part: Part; index: number; condition: Condition; row: Row }) {
  const words = wordsOf(condition, part, index);
  const people = alone?.[part][index];
  const { to, when, except } = editing.sentence.conditions;
  const place =
    part === "except"
      ? { number: index + 1, of: except.length }
      : { number: (part === "when" ? to.length : 0) + index + 1, of: to.length + when.length };
  const open = row.open?.stop;
  return (
    <Chip
      look={part === "except" ? "exception" : "condition"}
      words={words}
      people={people}
      heard={`, ${part === "except" ? "exception" : "condition"} ${place.number} of ${place.of}`}
      aria-haspopup="listbox"
      aria-expanded={open?.at === "chip" && open.part === part && open.index === index}
      {...stopProps(row, { at: "chip", part, index })}
    />
  );
}

function AddChip({ part, row, editing }: RowProps & { part: Part; row: Row }) {
  const count = editing.sentence.conditions[part].length;
  if (count >= MOST_CHIPS) return null;
  const open = row.open?.stop;
  return (
    <Chip
      look="add"
      words={count === 0 ? `+ ${ADD[part].empty}` : "+"}
      heard={count === 0 ? `. ${ADD[part].label}` : ` ${ADD[part].label}`}
      aria-haspopup="listbox"
      aria-expanded={open?.at === "add" && open.part === part}
      {...stopProps(row, { at: "add", part })}
    />
  );
}

function stopProps(row: Row, stop: Parameters<Row["openAt"]>[0]) {
  const id = stopId(stop);
  return {
    stop: id,
    tabIndex: row.current === id ? 0 : -1,
    onClick: () => (row.isOpenAt(stop) ? row.close() : row.openAt(stop)),
    onFocus: () => row.setAt(id),
  };
}
