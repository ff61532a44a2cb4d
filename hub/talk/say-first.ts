import type { z } from "zod";
import type { Ask, TalkingPoint } from "../../lib/contract/claim.ts";
import { PLACES } from "../library/ask-places.ts";
import { guidanceFor, titlesFor } from "../library/asset-titles.ts";
import { creditOf } from "../library/credits.ts";
import type { Library, LibraryClaimVersion } from "../library/library.ts";
import { maySend, type Reader } from "../library/may-use.ts";
import type { Known } from "../recommend/person-facts.ts";
import type { Talked } from "../recommend/read-beside.ts";
import { reasonsOf, undecidedText } from "../recommend/reasons.ts";
import { chosenBy } from "./chance.ts";
import { type Fitting, fittingOf } from "./fitting.ts";
import { bestFirst, type Landed } from "./order.ts";
import { sayableOf } from "./sayable.ts";

type Shown = z.input<typeof TalkingPoint>;

/** Who asks, about whom, and what is known beside. `record`: its key; `now` in milliseconds. */
export interface Asked {
  reader: Reader;
  hubId: string;
  personId: string;
  record: string;
  now: number;
  talked: Talked;
  landed: Landed;
}

/**
 * What to say first to somebody: five at most, the best first; and a question of marketing's about a sentence that fits
 * and is shown here, if this rep has one of its places on this record, or may still have one.
 * @returns without `sayFirst` where there are no talking points at all
 */
export function sayFirst(
  library: Library,
  known: Known,
  asked: Asked,
): { sayFirst?: Shown[]; ask?: z.input<typeof Ask> } {
  if (sayableOf(library).claims.length === 0) return {};
  const { now, hubId, personId } = asked;
  const fitting = fittingOf(library, {
    facts: known.facts,
    now,
    chosen: (comparisonId) => chosenBy(hubId, comparisonId, personId),
  });
  const ask = askOf(library, fitting, asked);
  return {
    sayFirst: bestFirst(fitting, asked.landed).map((one) => shownOf(library, known, one, asked)),
    ...(ask === undefined ? {} : { ask }),
  };
}

function shownOf(
  library: Library,
  known: Known,
  { of, decided, comparison }: Fitting,
  { reader, now, talked, landed }: Asked,
): Shown {
  const { claim, version, judges } = of;
  const { say, toGet, conditions } = version.body;
  const titles = titlesFor(library, conditions, reader);
  const { verified } = claim;
  const { readers, nextStep } = landed.countedOf(version.id);
  const credit = creditOf(library.credits, claim.id, now);
  const said = talked.said.findLast(({ versionId }) => versionId === version.id);
  return {
    claimId: claim.id,
    versionId: version.id,
    version: version.number,
    ...(comparison === undefined ? {} : { comparisonId: comparison.id }),
    title: claim.title,
    say,
    proof: proofOf(library, version, reader),
    whenToSay: guidanceFor(library, version, reader).whenToUse,
    toGet,
    reasons: reasonsOf(judges, known, now, titles),
    ...(decided ? {} : { undecided: undecidedText(judges, known, now, titles) }),
    verified: verified && {
      by: verified.by,
      at: verified.at.toISOString(),
      overdue: verified.until !== null && verified.until.getTime() < now,
    },
    landed: nextStep,
    of: readers,
    // Chance may give an older version than the one that changed.
    ...(credit && credit.version <= version.number ? { credit } : {}),
    ...(said === undefined ? {} : { said: said.type, saidId: said.id }),
  };
}

/** What speaks for it. Content that this rep may not use stays unnamed: then the words stand alone. */
function proofOf(library: Library, { body }: LibraryClaimVersion, reader: Reader): Shown["proof"] {
  return body.proof.map(({ words, assetId, page, url }) => {
    const asset = assetId === undefined ? undefined : library.assets.get(assetId);
    return {
      words,
      ...(asset && maySend(asset, reader)
        ? {
            asset: {
              title: asset.title,
              versionId: asset.version.id,
              ...(page === undefined ? {} : { page }),
            },
          }
        : {}),
      ...(url === undefined ? {} : { url }),
    };
  });
}

function askOf(
  library: Library,
  fitting: readonly Fitting[],
  { talked, record }: Asked,
): z.input<typeof Ask> | undefined {
  const shown = new Map(
    fitting.filter(({ decided }) => decided).map(({ of }) => [of.version.id, of] as const),
  );
  for (const { id, versionId, question, by } of library.asks) {
    const of = shown.get(versionId);
    if (of === undefined) continue;
    const places = talked.places.filter(({ askId }) => askId === id);
    const own = places.find(({ mine }) => mine);
    const isOffered = own ? own.record === record && !own.ended : places.length < PLACES;
    if (isOffered) return { id, question, by, title: of.claim.title, say: of.version.body.say };
  }
  return undefined;
}
