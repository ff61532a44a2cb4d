import { type Counted, ENOUGH_READERS, type Rate } from "../recommend/rates.ts";
import type { Fitting } from "./fitting.ts";

/** How often sentences landed, by version: `readers` are those to whom it landed or fell flat. */
export interface Landed {
  countedOf: (versionId: string) => Counted;
  rateOf: (counted: Counted) => Rate;
}

const PLACES = 5;
const NOTHING: Counted = { readers: 0, nextStep: 0 };

/**
 * The best five. Marketing's conditions first: what fits stands before what cannot be decided. Among those by how often
 * they landed; of one with too little said of it the library's rate is taken, and among equals marketing's order holds,
 * the oldest first. Two that are compared stand in the same place, whichever of them is shown: else the place would be
 * compared with them.
 */
export function bestFirst(fitting: readonly Fitting[], landed: Landed): Fitting[] {
  const unknown = landed.rateOf(NOTHING).mean;
  return fitting
    .map((one) => {
      const counted = countedOf(one, landed);
      return {
        one,
        rate: counted.readers < ENOUGH_READERS ? unknown : landed.rateOf(counted).mean,
        place: Math.min(...bothOf(one).map(({ claim }) => claim.order)),
      };
    })
    .sort((a, b) => Number(b.one.decided) - Number(a.one.decided) || b.rate - a.rate || a.place - b.place)
    .slice(0, PLACES)
    .map(({ one }) => one);
}

const bothOf = ({ of, comparison }: Fitting) => comparison?.both ?? [of];

function countedOf(one: Fitting, { countedOf: ofVersion }: Landed): Counted {
  return bothOf(one)
    .map(({ version }) => ofVersion(version.id))
    .reduce(
      (sum, { readers, nextStep }) => ({ readers: sum.readers + readers, nextStep: sum.nextStep + nextStep }),
      NOTHING,
    );
}
