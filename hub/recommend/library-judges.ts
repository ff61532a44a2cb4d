import { compileConditions, type Judges } from "../conditions/compile.ts";
import { judgeOf } from "../conditions/shared-judges.ts";
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
  const judge = judgeOf(library);
  const assets = [...library.assets.values()].flatMap((asset): Recommendable[] => {
    const { guidance } = asset;
    if (guidance === null || asset.retired || !asset.version.ready) return [];
    const counted = library.evidence.get(asset.id) ?? NOTHING;
    const judges = compileConditions(guidance.body.conditions, judge);
    return [{ asset, guidance, judges, counted }];
  });
  const made = { assets, rateOf: ratesFor(library) };
  prepared.set(library, made);
  return made;
}

let learned: { from: string; rateOf: Prepared["rateOf"] } | undefined;

/** Learned anew only where something else was counted: that takes longer than all the rest. */
function ratesFor({ evidence }: Library): Prepared["rateOf"] {
  const counts = [...evidence.values()];
  const from = counts.map(({ readers, nextStep }) => `${nextStep}/${readers}`).join();
  if (learned?.from !== from) learned = { from, rateOf: ratesOf(counts) };
  return learned.rateOf;
}
