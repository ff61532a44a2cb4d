import type { AssetTitles } from "../../lib/contract/condition-words.ts";
import { listed } from "../../lib/contract/kind-words.ts";
import type { Judge, Judges } from "./compile.ts";
import { DAY_MS } from "./compile.ts";
import type { PersonFacts } from "./facts.ts";
import { YES } from "./verdict.ts";

/** A fact that made a condition hold. */
export interface Because {
  /** "Read pricing page, twice", "VP Data", "At Evaluation" */
  words: string;
  /** In milliseconds: when it was last done, or since when it is so. */
  at: number | undefined;
  /** What `at` is the beginning of, if of anything: that it is so, or that we know it. */
  since: "so" | "known" | undefined;
  /** Where in the history, newest first. */
  rows: number[];
}

/** Different things that one condition is explained by, at most. */
const MOST_THINGS = 2;
const MOST_ROWS = 20;

/** The facts that make those conditions hold which do, each once. */
export function because(judges: Judges, facts: PersonFacts, now: number, titles: AssetTitles): Because[] {
  const found = new Map<string, Because>();
  for (const judge of [...judges.to, ...judges.when]) {
    if (judge.truth(facts, now) !== YES) continue;
    for (const fact of factsOf(judge, facts, now, titles))
      if (!found.has(fact.words)) found.set(fact.words, fact);
  }
  return [...found.values()];
}

const plain = (words: string | undefined, at?: number, since?: Because["since"]): Because[] =>
  words === undefined ? [] : [{ words, at, since, rows: [] }];

function factsOf(
  { condition, counts }: Judge,
  facts: PersonFacts,
  now: number,
  titles: AssetTitles,
): Because[] {
  switch (condition.fact) {
    case "role":
    case "title":
      return plain(facts.title);
    case "stage":
      return plain(
        facts.stage && `At ${facts.stage.value}`,
        facts.stage?.since,
        facts.stage?.first ? "known" : "so",
      );
    case "industry":
      return plain(facts.industry);
    case "country":
      return plain(facts.country);
    case "employees":
      return plain(facts.employees && `${facts.employees.replace(/\s*(people|employees)$/i, "")} people`);
    case "did":
    case "said":
      return counts === undefined ? [] : doneFacts(counts, facts, now, condition.within);
    case "asset": {
      const when = condition.was === "sent" ? facts.sent : facts.read;
      const ids = condition.ids.filter((id) => when.has(id));
      const names = listed(
        ids.map((id) => titles.get(id) ?? "content that is gone"),
        "and",
      );
      const at = Math.max(...ids.map((id) => when.get(id) ?? 0));
      return ids.length === 0 ? [] : plain(condition.was === "sent" ? `Sent: ${names}` : `Read ${names}`, at);
    }
    case "unsubscribed":
      return plain("Unsubscribed", facts.unsubscribed, "so");
  }
}

/** What was done, the same things as one: "Read pricing page, twice". */
function doneFacts(
  counts: NonNullable<Judge["counts"]>,
  { history, totals }: PersonFacts,
  now: number,
  within: number | undefined,
): Because[] {
  const begin = within === undefined ? Number.NEGATIVE_INFINITY : now - within * DAY_MS;
  const things = new Map<string, number[]>();
  for (let n = 0; n < history.length && history.at(n) >= begin; n += 1) {
    const what = history.what(n);
    if (!counts(what)) continue;
    const rows = things.get(what.title);
    if (rows) rows.push(n);
    else things.set(what.title, [n]);
  }
  if (things.size === 0 && totals !== undefined) return plain("Did so longer ago");
  return [...things].slice(0, MOST_THINGS).map(([title, rows]) => ({
    words: `${title}${timesWords(rows.length)}`,
    at: history.at(rows[0] ?? 0),
    since: undefined,
    rows: rows.slice(0, MOST_ROWS),
  }));
}

const timesWords = (count: number) => (count < 2 ? "" : count === 2 ? ", twice" : `, ${count} times`);
