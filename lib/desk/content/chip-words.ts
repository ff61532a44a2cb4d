import type { Condition } from "../../contract/condition.ts";
import { type AssetTitles, conditionWords } from "../../contract/condition-words.ts";
import type { Part } from "./sentence.ts";

/** A condition as its chip reads at its place: behind another of "Send to …" it only adds to it. */
export function chipWords(condition: Condition, part: Part, index: number, titles: AssetTitles): string {
  const words = conditionWords(condition, part, titles);
  return part === "to" && index > 0 ? words.replace(/^people (?=in |with |at |who )/, "") : words;
}

const PART_WORDS: Record<Part, string> = {
  to: "condition",
  when: "condition",
  except: "exception",
};

/** What a screen reader hears: "are at Evaluation, 118 people, condition 3 of 3". */
export function chipLabel(
  words: string,
  people: number | undefined,
  part: Part,
  place: { number: number; of: number },
): string {
  const count =
    people === undefined ? "" : `, ${people === 1 ? "1 person" : `${people.toLocaleString("en-GB")} people`}`;
  return `${words}${count}, ${PART_WORDS[part]} ${place.number} of ${place.of}`;
}
