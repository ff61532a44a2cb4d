import type { z } from "zod";
import { type AssetTitles, undecidedWords } from "../../lib/contract/condition-words.ts";
import type { Reason } from "../../lib/contract/recommendation.ts";
import { because } from "../conditions/because.ts";
import type { Judges } from "../conditions/compile.ts";
import { undecidedOf } from "../conditions/undecided.ts";
import type { Known } from "./person-facts.ts";
import type { SeenRow } from "./read-beside.ts";

/** The facts that make conditions hold, and the rows behind each. */
export function reasonsOf(
  judges: Judges,
  known: Known,
  now: number,
  titles: AssetTitles,
): z.input<typeof Reason>[] {
  return because(judges, known.facts, now, titles).map(({ words, at, rows }) => ({
    words,
    ...(at === undefined || !Number.isFinite(at) ? {} : { at: new Date(at).toISOString() }),
    touchpoints: rows.flatMap((n) => touchpointOf(known.rows[n])),
  }));
}

function touchpointOf(row: SeenRow | undefined) {
  return row === undefined ? [] : [{ id: String(row.id), title: row.title, at: row.at.toISOString() }];
}

/** "Fits if they are at Evaluation (stage not known)". */
export function undecidedText(judges: Judges, { facts }: Known, now: number, titles: AssetTitles): string {
  const { conditions, missing } = undecidedOf(judges, facts, now);
  return undecidedWords(conditions, missing, titles);
}
