import type { Condition } from "../../contract/condition.ts";
import { type AssetTitles, conditionWords } from "../../contract/condition-words.ts";
import type { Part } from "./sentence.ts";

/** A condition as its chip reads at its place: behind another of "Send to …" it only adds to it. */
export function chipWords(condition: Condition, part: Part, index: number, titles: AssetTitles): string {
  const words = conditionWords(condition, part, titles);
  return part === "to" && index > 0 ? words.replace(/^people (?=in |with |at |who )/, "") : words;
}
