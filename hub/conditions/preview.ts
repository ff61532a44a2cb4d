import type { z } from "zod";
import type { Condition, PreviewReply } from "../../lib/contract/condition.ts";
import {
  type AssetTitles,
  conditionWords,
  type Missing,
  missingWords,
  undecidedWords,
} from "../../lib/contract/condition-words.ts";
import type { Library } from "../library/library.ts";
import { askEverybody, judgesFor, lastDone, type Which, whichOf } from "./ask-population.ts";
import type { Judge, Judges } from "./compile.ts";
import { type Member, MemberFacts, type Population } from "./population/population.ts";
import { undecidedOf } from "./undecided.ts";
import { YES } from "./verdict.ts";

type Reply = z.input<typeof PreviewReply>;

/** Whom the preview shows. */
const SHOWN = 5;

export interface Asked {
  population: Population;
  library: Library;
  titles: AssetTitles;
  judges: Judges;
  assetId: string | undefined;
}

/** The preview of conditions, but for the names of the five. */
export interface Counted {
  reply: Omit<Reply, "fits"> & { fits: { people: number } };
  some: Member[];
}

/** Counts whom conditions fit, whom they may fit and whom they keep out. */
export async function countPreview(asked: Asked): Promise<Counted> {
  const { population, library, judges, assetId } = asked;
  const now = population.asOf;
  const alone = { to: counter(judges.to), when: counter(judges.when), except: counter(judges.except) };
  const people: Record<Which, number> = { fits: 0, undecided: 0, kept_out: 0 };
  const missing = new Map<Missing, { people: number; first: Member }>();
  const keptOut = new Map<string, number>();
  const some: Member[] = [];
  await askEverybody(population, library, (member, facts) => {
    for (const part of Object.values(alone)) part.ask(facts, now);
    const which = whichOf(judges, facts, now, assetId);
    if (which === undefined) return;
    people[which] += 1;
    if (which === "fits") keepNewest(some, member, population);
    else if (which === "undecided") {
      const [fact] = undecidedOf(judges, facts, now).missing;
      if (fact === undefined) return;
      const known = missing.get(fact) ?? { people: 0, first: member };
      known.people += 1;
      missing.set(fact, known);
    } else
      for (const words of keptOutBy(asked, facts, now)) keptOut.set(words, (keptOut.get(words) ?? 0) + 1);
  });
  const byMissing = [...missing].sort((a, b) => b[1].people - a[1].people);
  const first = byMissing[0]?.[1].first;
  return {
    some,
    reply: {
      alone: { to: alone.to.counts, when: alone.when.counts, except: alone.except.counts },
      fits: { people: people.fits },
      undecided: {
        people: people.undecided,
        by: byMissing.map(([fact, known]) => ({ words: missingWords([fact]), people: known.people })),
        panel: first === undefined ? null : panelWords(asked, first),
      },
      keptOut: {
        people: people.kept_out,
        by: [...keptOut]
          .map(([words, count]) => ({ words, people: count }))
          .sort((a, b) => b.people - a.people),
      },
      of: population.members.length,
      asOf: new Date(now).toISOString(),
    },
  };
}

/** Why somebody whom conditions fit is kept out all the same. */
export function keptOutBy({ judges, titles, assetId }: Asked, facts: MemberFacts, now: number): string[] {
  const words = (condition: Condition) => conditionWords(condition, "except", titles);
  return [
    ...judges.except
      .filter((judge) => judge.truth(facts, now) === YES)
      .map(({ condition }) => words(condition)),
    ...(assetId !== undefined && facts.sent.has(assetId) ? ["already sent to them"] : []),
    ...(assetId !== undefined && facts.read.has(assetId) ? ["already read by them"] : []),
  ];
}

/** The panel's sentence for somebody of whom it cannot be decided. */
function panelWords({ population, library, judges, titles }: Asked, member: Member): string {
  const facts = new MemberFacts(population, library).of(member);
  const { conditions, missing } = undecidedOf(judges, facts, population.asOf);
  return undecidedWords(conditions, missing, titles);
}

function counter(judges: readonly Judge[]) {
  const counts = judges.map(() => 0);
  return {
    counts,
    ask(facts: MemberFacts, now: number) {
      for (const [n, judge] of judges.entries()) {
        if (judge.truth(facts, now) === YES) counts[n] = (counts[n] ?? 0) + 1;
      }
    },
  };
}

/** Those who did something last are the ones that a marketer can check. */
function keepNewest(some: Member[], member: Member, population: Population): void {
  const at = lastDone(population, member);
  if (some.length === SHOWN && at <= lastDone(population, some[SHOWN - 1] as Member)) return;
  const place = some.findIndex((other) => lastDone(population, other) < at);
  some.splice(place === -1 ? some.length : place, 0, member);
  some.length = Math.min(some.length, SHOWN);
}

/** Prepares what is asked of a population. */
export function asked(
  population: Population,
  library: Library,
  request: { conditions: Parameters<typeof judgesFor>[1]; assetId?: string | undefined },
): Asked {
  return {
    population,
    library,
    titles: new Map([...library.assets].map(([id, { title }]) => [id, title])),
    judges: judgesFor(population, request.conditions),
    assetId: request.assetId,
  };
}
