import { compileConditions, type Judges } from "../conditions/compile.ts";
import { judgeOf } from "../conditions/shared-judges.ts";
import type { Library, LibraryClaim, LibraryClaimVersion } from "../library/library.ts";

/** A sentence that can be said to somebody, with its conditions ready to be asked. */
export interface Sayable {
  claim: LibraryClaim;
  version: LibraryClaimVersion;
  judges: Judges;
}

/** Two that chance chooses between. */
export interface Pair {
  id: string;
  a: Sayable;
  b: Sayable;
}

/** What is made of a library once, and asked of many people. */
interface Prepared {
  /** What reps see of each: the newest version. */
  claims: readonly Sayable[];
  pairs: readonly Pair[];
}

const prepared = new WeakMap<Library, Prepared>();

/** The talking points that are not retired, and what is compared of them. */
export function sayableOf(library: Library): Prepared {
  const known = prepared.get(library);
  if (known) return known;
  const judge = judgeOf(library);
  const sayable = (version: LibraryClaimVersion): Sayable[] => {
    const claim = library.claims.get(version.claimId);
    if (claim === undefined || claim.retired) return [];
    return [{ claim, version, judges: compileConditions(version.body.conditions, judge) }];
  };
  const made = {
    claims: [...library.claims.values()].flatMap(({ version }) => sayable(version)),
    pairs: library.comparisons.flatMap(({ id, a, b }): Pair[] => {
      const [[one], [other]] = [sayable(a), sayable(b)];
      return one && other ? [{ id, a: one, b: other }] : [];
    }),
  };
  prepared.set(library, made);
  return made;
}
