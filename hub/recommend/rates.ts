import { intervalOf } from "./interval.ts";
import { logBeta } from "./log-gamma.ts";

/** Readers of an asset for whom its conditions held, and those of them who took a next step within 30 days. */
export interface Counted {
  readers: number;
  nextStep: number;
}

/** How an asset does, as far as can be told. */
export interface Rate {
  /** The share of readers who take a next step, shrunk towards the library's. */
  mean: number;
  /** How sure that is: its standard deviation. */
  deviation: number;
  /** 90 %: the rate lies in it with that probability. Worked out when asked for. */
  readonly interval: [number, number];
}

/** Under so many readers nothing is said of an asset but what holds of the library. */
export const ENOUGH_READERS = 10;

// What the library's rates may be like: their mean, and how close they lie together, as the number of readers that
// weigh as much as knowing the library. All of them are weighed by how well they explain what was counted, so that a
// library with little evidence is not trusted more than it deserves.
const MEANS = steps(24, (part) => 1 / (1 + Math.exp(-(-5.2 + 7.4 * part))));
const STRENGTHS = steps(11, (part) => 2 * 200 ** part);

interface Prior {
  alpha: number;
  beta: number;
  weight: number;
}

/**
 * The rates of a library's assets: empirical Bayes with a beta-binomial model, whose two numbers are learned from all
 * assets together, and not taken for certain.
 * @returns a function that gives the rate of what was counted of one asset; nothing counted gives the library's
 */
export function ratesOf(library: Iterable<Counted>): (counted: Counted) => Rate {
  const priors = learn(grouped(library));
  const known = new Map<string, Rate>();
  return (counted) => {
    const key = `${counted.nextStep}/${counted.readers}`;
    let rate = known.get(key);
    if (rate === undefined) {
      rate = rateOf(priors, counted);
      known.set(key, rate);
    }
    return rate;
  };
}

/** Libraries have many assets, and few different counts. */
function grouped(library: Iterable<Counted>): { counted: Counted; times: number }[] {
  const groups = new Map<string, { counted: Counted; times: number }>();
  for (const counted of library) {
    if (counted.readers === 0) continue;
    const key = `${counted.nextStep}/${counted.readers}`;
    const group = groups.get(key);
    if (group) group.times += 1;
    else groups.set(key, { counted, times: 1 });
  }
  return [...groups.values()];
}

function learn(groups: readonly { counted: Counted; times: number }[]): Prior[] {
  const priors = MEANS.flatMap((mean) =>
    STRENGTHS.map((strength): Prior => {
      const alpha = mean * strength;
      const beta = strength - alpha;
      const before = logBeta(alpha, beta);
      let weight = 0;
      for (const { counted, times } of groups) {
        const { readers, nextStep } = counted;
        weight += times * (logBeta(alpha + nextStep, beta + readers - nextStep) - before);
      }
      return { alpha, beta, weight };
    }),
  );
  return likely(priors);
}

/** Turns logarithms into probabilities, and leaves out what does not matter. */
function likely(priors: readonly Prior[]): Prior[] {
  const most = Math.max(...priors.map(({ weight }) => weight));
  const shares = priors.map((prior) => ({ ...prior, weight: Math.exp(prior.weight - most) }));
  const sum = shares.reduce((total, { weight }) => total + weight, 0);
  return shares
    .filter(({ weight }) => weight > sum * 1e-5)
    .map((prior) => ({ ...prior, weight: prior.weight / sum }));
}

function rateOf(priors: readonly Prior[], { readers, nextStep }: Counted): Rate {
  const posterior = likely(
    priors.map(({ alpha, beta, weight }) => ({
      alpha: alpha + nextStep,
      beta: beta + readers - nextStep,
      weight: Math.log(weight) + logBeta(alpha + nextStep, beta + readers - nextStep) - logBeta(alpha, beta),
    })),
  );
  let [mean, square] = [0, 0];
  for (const { alpha, beta, weight } of posterior) {
    const all = alpha + beta;
    mean += (weight * alpha) / all;
    square += (weight * alpha * (alpha + 1)) / (all * (all + 1));
  }
  let interval: [number, number] | undefined;
  return {
    mean,
    deviation: Math.sqrt(Math.max(0, square - mean * mean)),
    get interval() {
      interval ??= intervalOf(posterior);
      return interval;
    },
  };
}

function steps(count: number, at: (part: number) => number): number[] {
  return Array.from({ length: count }, (_, n) => at(n / (count - 1)));
}
