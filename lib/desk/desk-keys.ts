import { useEffect } from "react";
import { keptChoice } from "./kept-choice.ts";

/** Whether J, K, / and Esc do something; kept in this browser. */
export const keysChoice = keptChoice("leadside.keys", true);

/**
 * The desk's keys, where no field has the focus: J and K go through what is marked `data-row`, / into
 * `data-search`, E into `data-answer`, Esc follows `data-back`. Enter is the browser's own, on whatever a row is.
 */
export function useDeskKeys(): void {
  const on = keysChoice.use();
  useEffect(() => {
    if (!on) return;
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (takesText(event.target) || document.querySelector("[role=dialog], [role=menu]")) return;
      if (act(event.key)) event.preventDefault();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [on]);
}

function takesText(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest("input, textarea, select, [contenteditable=true], [role=textbox]") !== null
  );
}

/** @returns whether the key did something */
function act(key: string): boolean {
  if (key === "j" || key === "J") return step(1);
  if (key === "k" || key === "K") return step(-1);
  if (key === "/") return focus("[data-search]");
  if (key === "e" || key === "E") return focus("main [data-answer]");
  if (key !== "Escape") return false;
  const back = document.querySelector<HTMLElement>("main [data-back]");
  back?.click();
  return back !== null;
}

function step(by: number): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>("main [data-row]")].filter(
    (row) => row.getClientRects().length > 0,
  );
  const focused = rows.findIndex(
    (row) => row === document.activeElement || row.contains(document.activeElement),
  );
  // From elsewhere on the page it goes on from the row that is open.
  const at = focused < 0 ? rows.findIndex((row) => row.hasAttribute("aria-current")) : focused;
  const next = rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : at + by];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
  return next !== undefined;
}

function focus(selector: string): boolean {
  const element = document.querySelector<HTMLElement>(selector);
  element?.focus();
  return element !== null;
}
