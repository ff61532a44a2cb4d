import type { Choice, Condition } from "../../contract/condition.ts";
import { merged, variantsOf } from "./condition-variants.ts";
import { type Part, sameCondition } from "./sentence.ts";

/** A line of the chooser. */
export interface Option {
  condition: Condition;
  words: string;
  /** Of how many it holds today; absent where it is only counted once it is taken. */
  people?: number;
  /** Stands in the sentence already. */
  chosen: boolean;
}
export interface Options {
  /** What the hub knows of. */
  known: Option[];
  /** What the chosen condition could be as well, and what was typed, word for word. */
  further: Option[];
}

const MOST_MERGED = 6;

interface Asked {
  part: Part;
  query: string;
  choices: readonly Choice[];
  /** The condition that is being changed; absent when one is added. */
  changing: Condition | undefined;
  /** All that stand in the part. */
  there: readonly Condition[];
  wordsOf: (condition: Condition, part: Part) => string;
}

/** What can be chosen, the hub's first. Each once. */
export function optionsFor({ part, query, choices, changing, there, wordsOf }: Asked): Options {
  const known = choices.map(({ condition, words, people }) => ({
    condition,
    words,
    people,
    chosen: there.some((other) => sameCondition(other, condition)),
  }));
  const derived = [
    ...(changing ? variantsOf(changing) : []),
    ...(changing
      ? choices.flatMap(({ condition }) => merged(changing, condition) ?? []).slice(0, MOST_MERGED)
      : []),
    ...typed(part, query),
  ];
  const further: Option[] = [];
  for (const condition of derived) {
    const option = { condition, words: wordsOf(condition, part), chosen: false };
    const same = (other: Option) =>
      sameCondition(other.condition, condition) || other.words.toLowerCase() === option.words.toLowerCase();
    if (!known.some(same) && !further.some(same)) further.push(option);
  }
  return { known, further };
}

/** What was typed as a condition of its own: words in a title, or in what somebody said. */
function typed(part: Part, query: string): Condition[] {
  const text = query.trim().slice(0, 120);
  if (text.length < 2) return [];
  if (part === "to") return [{ fact: "title", any: [text] }];
  return [
    { fact: "said", any: [text] },
    {
      fact: "did",
      kinds: ["content_viewed", "page_viewed", "content_downloaded"],
      about: [text],
    },
  ];
}
