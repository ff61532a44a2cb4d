import type { Condition, Conditions } from "../../contract/condition.ts";
import type { Guidance } from "../../contract/guidance.ts";

/** The three places of the sentence that hold conditions. */
export type Part = "to" | "when" | "except";
/** Where the keyboard can stand in it: a condition, the + of a part, an "and", or "to get …". */
export type Stop =
  | { at: "chip"; part: Part; index: number }
  | { at: "add"; part: Part }
  | { at: "joint"; index: number }
  | { at: "get" };

/** As many as the contract lets a part hold. */
export const MOST_CHIPS = 12;

/** What conditions are said in; guidance and talking points have one, and more. */
export interface Sentence {
  conditions: Conditions;
  toGet: string;
  /** Only of guidance: somebody thought of it, and there is none. */
  noException?: boolean;
}

export const EMPTY_GUIDANCE: Guidance = {
  conditions: { to: [], joint: "and", when: [], except: [] },
  toGet: "",
  noException: false,
  how: { openWith: "", show: "", ask: "", nextStep: "" },
};

const withPart = <Said extends Sentence>(said: Said, part: Part, conditions: Condition[]): Said => ({
  ...said,
  conditions: { ...said.conditions, [part]: conditions },
  ...(said.noException && part === "except" && conditions.length > 0 ? { noException: false } : {}),
});

export const sameCondition = (one: Condition, other: Condition): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** Puts a condition at the end of a part; one that is there already, or too many, change nothing. */
export function added<Said extends Sentence>(said: Said, part: Part, condition: Condition): Said {
  const there = said.conditions[part];
  if (there.length >= MOST_CHIPS || there.some((other) => sameCondition(other, condition))) return said;
  return withPart(said, part, [...there, condition]);
}

/** Puts another condition where one stands; if it stood elsewhere in the part too, once is enough. */
export function replaced<Said extends Sentence>(
  said: Said,
  part: Part,
  index: number,
  condition: Condition,
): Said {
  const rest = said.conditions[part].map((other, at) => (at === index ? condition : other));
  return withPart(
    said,
    part,
    rest.filter((other, at) => at === index || !sameCondition(other, condition)),
  );
}

export function removed<Said extends Sentence>(said: Said, part: Part, index: number): Said {
  return withPart(
    said,
    part,
    said.conditions[part].filter((_, at) => at !== index),
  );
}

/** "and" becomes "or", for all that stand between what they did. */
export function swapped<Said extends Sentence>(said: Said): Said {
  const { conditions } = said;
  return { ...said, conditions: { ...conditions, joint: conditions.joint === "and" ? "or" : "and" } };
}

/** Whether it asks anything of anybody; what asks nothing cannot be published. */
export function asksSomething({ conditions }: Pick<Sentence, "conditions">): boolean {
  return conditions.to.length + conditions.when.length > 0;
}

/** Where the arrows lead, in reading order. The exceptions are a row of their own. */
export function stopsOf({ to, when, except }: Conditions, row: "sentence" | "exceptions"): Stop[] {
  const chips = (part: Part, list: readonly Condition[]): Stop[] =>
    list.map((_, index) => ({ at: "chip", part, index }));
  const add = (part: Part, list: readonly Condition[]): Stop[] =>
    list.length < MOST_CHIPS ? [{ at: "add", part }] : [];
  if (row === "exceptions") return [...chips("except", except), ...add("except", except)];
  return [
    ...chips("to", to),
    ...add("to", to),
    ...when.flatMap((_, index): Stop[] => [
      ...(index > 0 ? [{ at: "joint", index } as const] : []),
      { at: "chip", part: "when", index },
    ]),
    ...add("when", when),
    { at: "get" },
  ];
}

/** A name for a stop, to find it in the page again. */
export function stopId(stop: Stop): string {
  if (stop.at === "chip") return `${stop.part}-${stop.index}`;
  if (stop.at === "add") return `${stop.part}-add`;
  return stop.at === "joint" ? `joint-${stop.index}` : "get";
}
