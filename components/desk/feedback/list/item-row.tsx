import { Link } from "@tanstack/react-router";
import { type KeyboardEvent, memo } from "react";
import { reasonWords, typeWords } from "../../../../lib/contract/feedback-words.ts";
import { askForAnswer } from "../../../../lib/desk/feedback/answer-focus.ts";
import type { InboxRow } from "../../../../lib/desk/feedback/inbox-list.ts";
import { searchWith } from "../../../../lib/desk/feedback/inbox-search.ts";
import { aboutTitle, saidWords, smallNumber, stateWords } from "../../../../lib/desk/feedback/inbox-words.ts";
import type { Done } from "../../../../lib/desk/feedback/use-inbox-writes.ts";
import { absoluteWords, type Clock } from "../../../../lib/panel/time-words.ts";
import { Button } from "../../../ui/button.tsx";
import { OutsideText } from "../../../ui/outside-text.tsx";

interface ItemRowProps {
  row: InboxRow;
  index: number;
  /** How many the list has, read or not. */
  of: number;
  /** Pixels from the list's beginning. */
  start: number;
  measure: (element: HTMLElement | null) => void;
  clock: Clock;
  isOpen: boolean;
  isChosen: boolean;
  choosing: boolean;
  /** What was just done to it. */
  done: Done | undefined;
  onChoose: (index: number, on: boolean, range: boolean) => void;
}

/** One item of the list: company and words, never who gave it. */
export const ItemRow = memo(function ItemRow(props: ItemRowProps) {
  const { row, index, of, start, measure, clock, isOpen, isChosen, choosing, done, onChoose } = props;
  const { item, gone } = row;
  const title = aboutTitle(item);
  const state = stateWords(item, clock);
  const isPart = done?.into !== undefined && done.into !== item.id;
  const said =
    item.excerpt === "" ? item.reasons.map((reason) => reasonWords(item.type, reason)).join(", ") : "";
  const onKeyDown = (event: KeyboardEvent<HTMLAnchorElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key === "x") {
      event.preventDefault();
      onChoose(index, !isChosen, event.shiftKey);
    } else if (key === "e") {
      event.preventDefault();
      askForAnswer(item.id);
      event.currentTarget.click();
    }
  };
  return (
    <li
      ref={measure}
      data-index={index}
      aria-setsize={of}
      aria-posinset={index + 1}
      className="inbox-row"
      data-open={isOpen || undefined}
      data-chosen={isChosen || undefined}
      data-choosing={choosing || undefined}
      data-gone={gone || isPart || undefined}
      style={{ transform: `translateY(${start}px)` }}
    >
      <span className="inbox-row-choose">
        <input
          type="checkbox"
          className="inbox-row-box"
          checked={isChosen}
          aria-label={`Select ${title}${item.company ? `, ${item.company}` : ""}`}
          onChange={() => {}}
          onClick={(event) => onChoose(index, !isChosen, event.shiftKey)}
        />
      </span>
      <Link
        to="/feedback"
        search={searchWith({ item: item.id, deals: undefined, merges: undefined })}
        replace={isOpen}
        className="inbox-row-link"
        data-row={item.id}
        aria-current={isOpen ? "true" : undefined}
        activeProps={{}}
        onKeyDown={onKeyDown}
      >
        <span className="inbox-row-line">
          <span className="inbox-row-title">
            <OutsideText>{title}</OutsideText>
          </span>
          <time dateTime={item.at} title={absoluteWords(item.at, clock.zone)}>
            {saidWords(item.at, clock)}
          </time>
        </span>
        <span className="inbox-row-words">
          {item.quoted ? (
            <q dir="auto">{item.excerpt}</q>
          ) : (
            <bdi>{item.excerpt || said || "Said with a click alone"}</bdi>
          )}
        </span>
        <span className="inbox-row-line">
          <span className="inbox-row-facts">
            {title !== typeWords(item.type) && <span data-type={item.type}>{typeWords(item.type)}</span>}{" "}
            {item.company && (
              <span className="inbox-row-company">
                <OutsideText>{item.company}</OutsideText>
              </span>
            )}
            {item.merged > 0 && <span> and {smallNumber(item.merged)} more</span>}
          </span>
          {!done && (
            <span className="inbox-row-state" data-tone={state.tone}>
              {gone ? "not in this view now" : state.text}
            </span>
          )}
        </span>
      </Link>
      {done && (
        <span className="inbox-row-done">
          {isPart ? "Merged" : done.text}
          {!isPart && (
            <Button look="text" onClick={done.undo}>
              Undo
            </Button>
          )}
        </span>
      )}
    </li>
  );
});
