import type { Conditions } from "../../lib/contract/condition.ts";
import { askEverybody, judgesFor } from "../conditions/ask-population.ts";
import { populationOf } from "../conditions/population/keep-population.ts";
import { YES } from "../conditions/verdict.ts";
import type { Hub } from "../hub.ts";
import { libraryOf } from "../library/read-library.ts";

/** Whom both fit today, of how many people. */
export async function countBoth(
  hub: Hub,
  a: Conditions,
  b: Conditions,
): Promise<{ fits: number; of: number }> {
  const library = await libraryOf(hub);
  const population = await populationOf(hub);
  const both = [a, b].map((conditions) => judgesFor(population, conditions));
  let fits = 0;
  await askEverybody(population, library, (_member, facts) => {
    if (both.every((judges) => judges.truth(facts, population.asOf) === YES)) fits += 1;
  });
  return { fits, of: population.members.length };
}
