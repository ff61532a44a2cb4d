import { number, type Spread, spread } from "./report.ts";

/** Measurements of the same job by turns: ours and the floor's with the same index were taken one after the other. */
export interface Pairs {
  ours: number[];
  floor: number[];
}

/** What ours takes more than the floor, pair by pair. */
export const added = ({ ours, floor }: Pairs): Spread =>
  spread(ours.map((value, pair) => value - (floor[pair] ?? Number.NaN)));

/** "+ 3.1 ms (2.0–4.4)" */
export const shownAdded = ({ median, low, high }: Spread, unit: string): string =>
  `${median < 0 ? "−" : "+"} ${number(Math.abs(median))} ${unit} (${number(low)}–${number(high)})`;
