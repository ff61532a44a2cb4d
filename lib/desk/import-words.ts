import type { Import, ImportFault } from "../contract/import.ts";
import { FIELD_WORDS } from "./import-mapping.ts";

/** Whether an import is still to be waited for. */
export const importUnderWay = ({ state }: Pick<Import, "state">): boolean =>
  state === "receiving" || state === "waiting" || state === "running";

const STATE: Record<Import["state"], string> = {
  receiving: "Coming in",
  waiting: "Waiting",
  running: "Under way",
  done: "Done",
  failed: "Broke off",
  unknown: "Unknown",
};
export const importState = ({ state }: Pick<Import, "state">): string => STATE[state];

/** "Record id: This is an account's id. …": what is wrong with a line, by the name that its field has on screen. */
export const faultWords = ({ field, reason }: Pick<ImportFault, "field" | "reason">): string =>
  field === null ? reason : `${(FIELD_WORDS as Record<string, string>)[field] ?? field}: ${reason}`;

/** "120 new, 40 changed, 3 as they were; 2 conflicts; 7 lines not taken" */
export function importResult({ created, updated, unchanged, conflicts, suppressed, bad }: Import): string {
  const count = (n: number) => n.toLocaleString("en-GB");
  return [
    `${count(created)} new, ${count(updated)} changed, ${count(unchanged)} as they were`,
    conflicts > 0 && `${count(conflicts)} conflict${conflicts === 1 ? "" : "s"}`,
    suppressed > 0 && `${count(suppressed)} of people who were erased`,
    bad > 0 && `${count(bad)} line${bad === 1 ? "" : "s"} not taken`,
  ]
    .filter(Boolean)
    .join("; ");
}
