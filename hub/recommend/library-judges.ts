import type { Condition } from "../../lib/contract/condition.ts";
import { compileCondition, compileConditions, type Judge, type Judges } from "../conditions/compile.ts";
import type { PersonFacts } from "../conditions/facts.ts";
import type { Truth } from "../conditions/verdict.ts";
import type { Library, LibraryAsset } from "../library/library.ts";
import { type Counted, type Rate, ratesOf } from "./rates.ts";

/** An asset that can be recommended to somebody. */
export interface Recommendable {
  asset: LibraryAsset;
  guidance: NonNullable<LibraryAsset["guidance"]>;
  judges: Judges;
  counted: Counted;
}

/** What is made of a library once, and asked of many people. */
export interface Prepared {
  assets: readonly Recommendable[];
  rateOf: (counted: Counted) => Rate;
}

const prepared = new WeakMap<Library, Prepared>();
const NOTHING: Counted = { readers: 0, nextStep: 0 };

/** The assets with guidance that are neither retired nor unready, with their conditions ready to be asked. */
export function prepareLibrary(library: Library): Prepared {
  const known = prepared.get(library);
  if (known) return known;
  const shared = new Map<string, Judge>();
  const judgeOf = (condition: Condition): Judge => {
    const key = JSON.stringify(condition);
    const judge = shared.get(key) ?? rememberingLast(compileCondition(condition));
    shared.set(key, judge);
    return judge;
  };
  const assets = [...library.assets.values()].flatMap((asset): Recommendable[] => {
    const { guidance } = asset;
    if (guidance === null || asset.retired || !asset.version.ready) return [];
    const counted = library.evidence.get(asset.id) ?? NOTHING;
    const judges = compileConditions(guidance.body.conditions, judgeOf);
    return [{ asset, guidance, judges, counted }];
  });
  const made = { assets, rateOf: ratesFor(library) };
  prepared.set(library, made);
  return made;
}

/** Many assets ask the same condition of one person in turn: it is answered once. */
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

let learned: { from: string; rateOf: Prepared["rateOf"] } | undefined;

/** Learned anew only where something else was counted: that takes longer than all the rest. */
function ratesFor({ evidence }: Library): Prepared["rateOf"] {
  const counts = [...evidence.values()];
  const from = counts.map(({ readers, nextStep }) => `${nextStep}/${readers}`).join();
  if (learned?.from !== from) learned = { from, rateOf: ratesOf(counts) };
  return learned.rateOf;
}
