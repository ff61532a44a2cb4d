import { askEverybody, judgesFor, whichOf } from "../conditions/ask-population.ts";
import { DAY_MS, type Judges } from "../conditions/compile.ts";
import { type Member, MemberFacts, type Population } from "../conditions/population/population.ts";
import { YES } from "../conditions/verdict.ts";
import type { Library } from "../library/library.ts";

/** A reader of an asset for whom its conditions held when they first read it. Times in milliseconds. */
export interface AssetReader {
  identity: number;
  readAt: number;
  nextStepAt: number | undefined;
}

/** What is counted of an asset with guidance. */
export interface Figures {
  /** Whom it fits now. */
  fits: number;
  readers: AssetReader[];
}

/** What is counted, by id: of assets, and whom talking points fit now. */
export interface FoundFigures {
  assets: Map<string, Figures>;
  claims: Map<string, number>;
}

/** So long after the reading a step counts as the next one; only then it is known whether there was none. */
const NEXT_STEP_MS = 30 * DAY_MS;
/** Active, and no step towards us. */
const NO_STEP = new Set(["email_unsubscribed"]);

/**
 * Counts whom every asset with guidance and every talking point fits, and what became of an asset's readers. A reading counts once its 30 days
 * are over: if those who took a step counted sooner than those who took none, new content would look too good.
 */
export async function findFigures(population: Population, library: Library): Promise<FoundFigures> {
  const guided = new Map<string, { judges: Judges; figures: Figures }>();
  for (const { id, guidance } of library.assets.values()) {
    if (guidance === null) continue;
    const judges = judgesFor(population, guidance.body.conditions);
    guided.set(id, { judges, figures: { fits: 0, readers: [] } });
  }
  const said = [...library.claims.values()]
    .filter(({ retired }) => !retired)
    .map(({ id, version }) => ({ id, fits: 0, judges: judgesFor(population, version.body.conditions) }));
  const now = population.asOf;
  const before = new MemberFacts(population, library);
  await askEverybody(population, library, (member, facts) => {
    for (const [id, { judges, figures }] of guided) {
      if (whichOf(judges, facts, now, id) === "fits") figures.fits += 1;
    }
    for (const claim of said) if (claim.judges.truth(facts, now) === YES) claim.fits += 1;
    for (const [id, readAt] of firstReadings(population, library, member)) {
      const asked = guided.get(id);
      if (asked === undefined || readAt > now - NEXT_STEP_MS || member.completeSince > readAt) continue;
      if (asked.judges.truth(before.of(member, readAt), readAt) !== YES) continue;
      const nextStepAt = nextStep(population, library, member, { id, readAt });
      asked.figures.readers.push({ identity: member.identity, readAt, nextStepAt });
    }
  });
  return {
    assets: new Map([...guided].map(([id, { figures }]) => [id, figures])),
    claims: new Map(said.map(({ id, fits }) => [id, fits])),
  };
}

/** When somebody first read each asset, by a link as a person, or elsewhere. */
function firstReadings(population: Population, library: Library, member: Member): Map<string, number> {
  const readings = new Map<string, number>();
  const note = (id: string, at: number) => {
    if (at < (readings.get(id) ?? Number.POSITIVE_INFINITY)) readings.set(id, at);
  };
  for (const { asset, firstRead } of member.links) if (firstRead !== undefined) note(asset, firstRead);
  for (let n = member.from; n < member.from + member.length; n += 1) {
    for (const id of population.readsOf(population.whatOf(n), library)) note(id, population.atOf(n));
  }
  return readings;
}

function nextStep(
  population: Population,
  library: Library,
  { from, length }: Member,
  { id, readAt }: { id: string; readAt: number },
): number | undefined {
  // From the oldest on: the first one after the reading.
  for (let n = from + length - 1; n >= from; n -= 1) {
    const at = population.atOf(n);
    if (at <= readAt) continue;
    if (at > readAt + NEXT_STEP_MS) return undefined;
    const what = population.whatOf(n);
    if (!NO_STEP.has(what.kind) && !population.readsOf(what, library).includes(id)) return at;
  }
  return undefined;
}
