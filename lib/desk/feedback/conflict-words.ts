import { STATUS_WORDS } from "../../contract/feedback-words.ts";
import type { FeedbackChanged } from "../../contract/inbox.ts";
import { counted, nameList } from "./inbox-words.ts";

/** Who changed what meanwhile: "Jonas Weber changed this meanwhile: it is Declined now." */
export function conflictWords({ items }: typeof FeedbackChanged._output, of: number): string {
  const names = [...new Set(items.flatMap(({ by }) => (by === null ? [] : [by])))];
  const who = names.length === 0 ? "Somebody" : nameList(names);
  const [first] = items;
  if (of === 1 && first) {
    const status = STATUS_WORDS[first.status as keyof typeof STATUS_WORDS];
    return `${who} changed this meanwhile${status ? `: it is ${status} now` : ""}.`;
  }
  return `${who} changed ${counted(items.length, "item")} of these meanwhile.`;
}
