import { execFileSync } from "node:child_process";
import os from "node:os";

/** One line of the bench: what was measured, against what, and what the design allows. */
export interface Row {
  what: string;
  /** Measured, with its unit in words: "p50 1.2 ms (1.0–1.6)". */
  ours: string;
  /** The least that any such program must do, measured in the same run. */
  floor: string;
  /** ours over floor, or the difference, as the budget asks. */
  result: string;
  budget: string;
  /** Whether the budget held in this run; undefined where the design only asks to show the figure. */
  within?: boolean;
}

export interface Spread {
  median: number;
  low: number;
  high: number;
  n: number;
}

/** Median with the 10th and 90th percentile. */
export function spread(values: number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
  return { median: at(0.5), low: at(0.1), high: at(0.9), n: sorted.length };
}

export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

const digits = (value: number) =>
  Math.abs(value) >= 100 ? value.toFixed(0) : Math.abs(value) >= 10 ? value.toFixed(1) : value.toFixed(2);

export const shown = ({ median, low, high, n }: Spread, unit: string) =>
  `${digits(median)} ${unit} (${digits(low)}–${digits(high)}, n ${n})`;

export const number = digits;

/** What this ran on, without names of people or places. */
export function machine(): Record<string, string> {
  const version = (program: string, ...args: string[]) => {
    try {
      return execFileSync(program, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
    } catch {
      return "not found";
    }
  };
  return {
    processor: `${os.cpus().length} × ${os.cpus()[0]?.model.trim() ?? "unknown"}`,
    memory: `${Math.round(os.totalmem() / 2 ** 30)} GiB`,
    system: `${os.type()} ${os.release()} ${os.arch()}`,
    node: process.version,
    chromium: version(process.env.LEADSIDE_CHROMIUM ?? "chromium", "--version"),
    load: os
      .loadavg()
      .map((value) => value.toFixed(1))
      .join(" "),
  };
}

/** A table for people: columns as wide as they need to be. */
export function table(rows: Row[]): string {
  const lines = [
    ["what", "ours", "floor", "result", "budget", ""],
    ...rows.map((row) => [
      row.what,
      row.ours,
      row.floor,
      row.result,
      row.budget,
      row.within === undefined ? "" : row.within ? "holds" : "MISSED",
    ]),
  ];
  const widths = [0, 1, 2, 3, 4, 5].map((column) =>
    Math.max(...lines.map((line) => (line[column] ?? "").length)),
  );
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
