import type { World } from "./simulate.ts";

/** How often both land. */
export const RATES = [0.05, 0.1, 0.3, 0.5, 0.7, 0.9, 0.95];
/** Outcomes a day. */
export const PACES = [0.5, 1, 2, 4, 6];
/** Outcomes of A for one of B: as chance has it, and where reps tell more of one. */
export const SHARES = [1, 3];

/** All comparisons without a difference that are looked at. */
export const CELLS: readonly World[] = SHARES.flatMap((ofA) =>
  RATES.flatMap((rate) => PACES.map((perDay) => ({ a: rate, b: rate, perDay, ofA }))),
);

/** The most that a year brings, looked at after each outcome. */
export const LIVE: readonly World[] = [0.1, 0.3, 0.5].map((rate) => ({
  a: rate,
  b: rate,
  perDay: 10,
  ofA: 1,
  live: true,
}));

/** Differences that there are. */
export const DIFFERENCES: readonly World[] = [
  { a: 0.5, b: 0.7, perDay: 2, ofA: 1 },
  { a: 0.4, b: 0.75, perDay: 2, ofA: 1 },
  { a: 0.5, b: 0.7, perDay: 2, ofA: 3 },
];
