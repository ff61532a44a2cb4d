import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { Condition } from "../../contract/condition.ts";
import { daysOf } from "./condition-variants.ts";
import {
  added,
  type Part,
  removed,
  replaced,
  type Sentence,
  type Stop,
  stopId,
  stopsOf,
  swapped,
} from "./sentence.ts";
import type { SentenceEditing } from "./use-draft.ts";

export interface OpenChooser {
  stop: Stop;
  /** Typed before it was open. */
  query: string;
  /** The cursor goes into the days instead. */
  intoDays: boolean;
}

/** One row of the sentence as a thing to go through with the arrows: one tab stop, whatever it holds. */
export function useSentenceRow(row: "sentence" | "exceptions", editing: SentenceEditing) {
  const { sentence, change } = editing;
  const frame = useRef<HTMLDivElement>(null);
  const stops = stopsOf(sentence.conditions, row);
  const [at, setAt] = useState(() => stopId(firstToFill(sentence, row)));
  const [open, setOpen] = useState<OpenChooser>();
  const wanted = useRef(false);
  const current = stops.some((stop) => stopId(stop) === at) ? at : stopId(stops.at(-1) as Stop);

  useEffect(() => {
    if (!wanted.current) return;
    wanted.current = false;
    frame.current?.querySelector<HTMLElement>(`[data-stop="${current}"]`)?.focus();
  });

  const goTo = (id: string) => {
    wanted.current = true;
    setAt(id);
  };
  const openAt = (stop: Stop, query = "", intoDays = false) => {
    if (stop.at === "joint") return change(swapped(sentence));
    setAt(stopId(stop));
    setOpen({ stop, query, intoDays });
  };
  const close = (then?: string) => {
    setOpen(undefined);
    goTo(then ?? current);
  };
  /** The focus is elsewhere already. */
  const leave = () => setOpen(undefined);
  const isOpenAt = (stop: Stop) => open !== undefined && stopId(open.stop) === stopId(stop);
  /** Removes it from within the chooser, which stays open to add. */
  const removeAndStay = (part: Part, index: number) => {
    change(removed(sentence, part, index));
    openAt({ at: "add", part });
  };
  const remove = (part: Part, index: number) => {
    change(removed(sentence, part, index));
    goTo(index > 0 ? `${part}-${index - 1}` : `${part}-add`);
  };

  /** Takes a condition where the chooser stands, and goes on to the + behind it. */
  const take = (condition: Condition) => {
    const stop = open?.stop;
    if (stop?.at === "chip") change(replaced(sentence, stop.part, stop.index, condition));
    if (stop?.at === "add") change(added(sentence, stop.part, condition));
    if (stop && "part" in stop) close(`${stop.part}-add`);
  };
  /** Changes a value of the condition where the chooser stands, and stays there. */
  const adjust = (condition: Condition) => {
    if (open?.stop.at === "chip") change(replaced(sentence, open.stop.part, open.stop.index, condition));
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const index = stops.findIndex((stop) => stopId(stop) === current);
    const stop = stops[index];
    if (!stop || !(event.target as HTMLElement).dataset.stop) return;
    const handled = () => event.preventDefault();
    if ((event.ctrlKey || event.metaKey) && !event.altKey) {
      const key = event.key.toLowerCase();
      if (key === "z" ? (event.shiftKey ? editing.redo() : editing.undo()) : key === "y" && editing.redo()) {
        wanted.current = true;
      }
      if (key === "z" || key === "y") handled();
      return;
    }
    if (event.altKey) return;
    const to = (next: Stop | undefined) => {
      handled();
      if (next) goTo(stopId(next));
    };
    switch (event.key) {
      case "ArrowRight":
        return to(stops[index + 1]);
      case "ArrowLeft":
        return to(stops[index - 1]);
      case "Home":
        return to(stops[0]);
      case "End":
        return to(stops.at(-1));
      case "Escape":
        // Closes the chooser; pressed once too often it does not leave the page.
        return handled();
      case "ArrowDown":
        handled();
        return openAt(stop);
      case "Backspace":
      case "Delete":
        handled();
        if (stop.at === "chip") remove(stop.part, stop.index);
        else if (stop.at === "add" && sentence.conditions[stop.part].length > 0)
          goTo(`${stop.part}-${sentence.conditions[stop.part].length - 1}`);
        else if (stop.at === "get" && sentence.toGet) change({ ...sentence, toGet: "" });
        return;
    }
    if (event.key.length !== 1 || event.key === " " || stop.at === "joint") return;
    handled();
    const condition = stop.at === "chip" ? sentence.conditions[stop.part][stop.index] : undefined;
    const intoDays = /\d/.test(event.key) && condition !== undefined && typeof daysOf(condition) === "number";
    openAt(stop, intoDays ? "" : event.key, intoDays);
  };

  return {
    frame,
    current,
    setAt,
    open,
    openAt,
    isOpenAt,
    close,
    leave,
    take,
    adjust,
    removeAndStay,
    onKeyDown,
  };
}
export type SentenceRow = ReturnType<typeof useSentenceRow>;

/** Where writing begins: at whom, then at what they did. */
function firstToFill({ conditions }: Sentence, row: "sentence" | "exceptions"): Stop {
  if (row === "exceptions") return { at: "add", part: "except" };
  return conditions.to.length === 0 ? { at: "add", part: "to" } : { at: "add", part: "when" };
}
