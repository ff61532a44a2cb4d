import type { Condition } from "../../lib/contract/condition.ts";
import type { Library } from "../library/library.ts";
import { compileCondition, type Judge } from "./compile.ts";
import type { PersonFacts } from "./facts.ts";
import type { Truth } from "./verdict.ts";

const shared = new WeakMap<Library, Map<string, Judge>>();

/** Makes the conditions of a library ready, the same ones once: much of it asks the same of one person in turn. */
export function judgeOf(library: Library): (condition: Condition) => Judge {
  const judges = shared.get(library) ?? new Map<string, Judge>();
  shared.set(library, judges);
  return (condition) => {
    const key = JSON.stringify(condition);
    const judge = judges.get(key) ?? rememberingLast(compileCondition(condition));
    judges.set(key, judge);
    return judge;
  };
}

/** What several ask of one person in turn is answered once. */
function rememberingLast(judge: Judge): Judge {
  let asked: PersonFacts | undefined;
  let at = Number.NaN;
  let truth: Truth = 0;
  return {
    ...judge,
    truth(facts, now) {
      if (facts !== asked || now !== at) {
        truth = judge.truth(facts, now);
        [asked, at] = [facts, now];
      }
      return truth;
    },
  };
}
