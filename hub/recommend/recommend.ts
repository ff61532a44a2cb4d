import type { z } from "zod";
import type { Guidance } from "../../lib/contract/guidance.ts";
import type { Recommendation } from "../../lib/contract/recommendation.ts";
import { NO, YES } from "../conditions/verdict.ts";
import { guidanceFor, titlesFor } from "../library/asset-titles.ts";
import { creditOf } from "../library/credits.ts";
import type { Library } from "../library/library.ts";
import { maySend, type Reader } from "../library/may-use.ts";
import { type Prepared, prepareLibrary, type Recommendable } from "./library-judges.ts";
import type { Known } from "./person-facts.ts";
import { type Candidate, type Ranked, rank } from "./rank.ts";
import { ENOUGH_READERS } from "./rates.ts";
import { reasonsOf, undecidedText } from "./reasons.ts";

type Shown = z.input<typeof Recommendation>;

interface Fitting extends Candidate {
  of: Recommendable;
}

/**
 * What to send to somebody: three at most, the best first.
 * @param asked `who`: a person and a week, by which the place that learns is chosen; `now` in milliseconds
 * @returns undefined where the library is empty
 */
export function recommend(
  library: Library,
  known: Known,
  asked: { reader: Reader; putAway: ReadonlySet<string>; who: string; now: number },
): Shown[] | undefined {
  if (library.assets.size === 0) return undefined;
  const prepared = prepareLibrary(library);
  const { facts } = known;
  const fitting: Fitting[] = [];
  for (const of of prepared.assets) {
    const { asset, judges, counted } = of;
    const { id, order } = asset;
    if (asked.putAway.has(id) || facts.sent.has(id) || facts.read.has(id) || !maySend(asset, asked.reader))
      continue;
    const truth = judges.truth(facts, asked.now);
    if (truth === NO) continue;
    fitting.push({ id, of, decided: truth === YES, counted, rate: prepared.rateOf(counted), order });
  }
  const nothingCounted = prepared.rateOf({ readers: 0, nextStep: 0 });
  return rank(fitting, nothingCounted, asked.who).map((ranked) =>
    shownOf(library, prepared, known, ranked, asked),
  );
}

function shownOf(
  library: Library,
  { rateOf }: Prepared,
  known: Known,
  { candidate, trying }: Ranked<Fitting>,
  { reader, now }: { reader: Reader; now: number },
): Shown {
  const { asset, guidance, judges, counted } = candidate.of;
  const titles = titlesFor(library, guidance.body.conditions, reader);
  const words = guidanceFor(library, guidance, reader);
  const { verified, version } = asset;
  const credit = creditOf(library.credits, asset.id, now);
  return {
    assetId: asset.id,
    versionId: version.id,
    title: asset.title,
    kind: asset.kind,
    length: asset.length,
    whenToUse: words.whenToUse,
    ...(words.whenNotToUse === undefined ? {} : { whenNotToUse: words.whenNotToUse }),
    how: howOf(guidance.body),
    ...(version.text === null ? {} : { text: version.text }),
    verified: verified && {
      by: verified.by,
      at: verified.at.toISOString(),
      overdue: verified.until !== null && verified.until.getTime() < now,
    },
    reasons: reasonsOf(judges, known, now, titles),
    ...(candidate.decided ? {} : { undecided: undecidedText(judges, known, now, titles) }),
    evidence: {
      ...counted,
      interval: counted.readers < ENOUGH_READERS ? null : rateOf(counted).interval,
    },
    trying,
    version: version.number,
    ...(credit === undefined ? {} : { credit }),
  };
}

function howOf({ how }: Guidance): Shown["how"] {
  return Object.fromEntries(Object.entries(how).filter(([, line]) => line !== ""));
}
