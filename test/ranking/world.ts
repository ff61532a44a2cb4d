/** A made-up library with people of several kinds, whose true rates nobody in it knows. */
export interface World {
  /** How often each kind of person comes; they sum to one. */
  kinds: readonly number[];
  assets: readonly WorldAsset[];
}

export interface WorldAsset {
  /** Of each kind: whether marketing's conditions hold. */
  fits: readonly boolean[];
  /** Of each kind, the share of its readers who take a next step. */
  rate: readonly number[];
  /** How readily it is read, whatever follows. */
  appeal: number;
}

type Random = () => number;

/** How worlds of a name are made. */
export interface WorldMaker {
  name: string;
  make(random: Random): World;
}

interface Shape {
  kinds: number;
  assets: number;
  /** Mean rate of the library, and how far assets lie from it; in logits. */
  mean: number;
  spread: number;
  /** How far kinds lie from their asset's rate, in logits. */
  interaction: number;
  /** Share of the kinds that an asset's conditions hold of. */
  fitting: number;
  /** How differently assets appeal, in logits; independent of their rates, or against them. */
  appeal: number;
  misleading?: number;
}

const made = (name: string, shape: Shape): WorldMaker => ({
  name,
  make: (random) => makeWorld(shape, random),
});

export const WORLDS: readonly WorldMaker[] = [
  made("conditions tell the kinds apart", {
    kinds: 4,
    assets: 24,
    mean: -1.6,
    spread: 0.8,
    interaction: 0.5,
    fitting: 0.5,
    appeal: 0.5,
  }),
  made("kinds that no condition tells apart", {
    kinds: 5,
    assets: 20,
    mean: -1.4,
    spread: 0.7,
    interaction: 0.9,
    fitting: 1,
    appeal: 0.5,
  }),
  made("what is liked does not convince", {
    kinds: 3,
    assets: 20,
    mean: -1.6,
    spread: 0.8,
    interaction: 0.4,
    fitting: 0.7,
    appeal: 1,
    misleading: 0.8,
  }),
  made("all content is as good", {
    kinds: 3,
    assets: 20,
    mean: -1.2,
    spread: 0.1,
    interaction: 0.1,
    fitting: 0.6,
    appeal: 0.8,
  }),
  made("few next steps", {
    kinds: 3,
    assets: 20,
    mean: -3,
    spread: 0.8,
    interaction: 0.4,
    fitting: 0.7,
    appeal: 0.5,
  }),
  made("a large library", {
    kinds: 6,
    assets: 80,
    mean: -1.6,
    spread: 0.8,
    interaction: 0.5,
    fitting: 0.4,
    appeal: 0.5,
  }),
];

function makeWorld(shape: Shape, random: Random): World {
  const weights = Array.from({ length: shape.kinds }, () => 0.3 + random());
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const assets = Array.from({ length: shape.assets }, (): WorldAsset => {
    const own = normal(random) * shape.spread;
    const appeal = normal(random) * shape.appeal - own * (shape.misleading ?? 0);
    const fits = Array.from({ length: shape.kinds }, () => random() < shape.fitting);
    if (!fits.includes(true)) fits[Math.floor(random() * shape.kinds)] = true;
    return {
      fits,
      rate: fits.map(() => logistic(shape.mean + own + normal(random) * shape.interaction)),
      appeal: Math.exp(appeal),
    };
  });
  return { kinds: weights.map((weight) => weight / sum), assets };
}

const logistic = (x: number) => 1 / (1 + Math.exp(-x));

function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
