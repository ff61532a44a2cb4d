import type { Condition, Conditions } from "../../lib/contract/condition.ts";
import type { Missing } from "../../lib/contract/condition-words.ts";
import { readSize } from "./company-size.ts";
import { comparableCountry } from "./country.ts";
import type { PersonFacts, What } from "./facts.ts";
import { type Field, roleOfTitle, type Seniority } from "./role-of-title.ts";
import { and, NO, not, or, type Truth, UNKNOWN, YES } from "./verdict.ts";

export const DAY_MS = 24 * 3_600_000;

/** A condition, ready to be asked of many people. */
export interface Judge {
  condition: Condition;
  /** @param now milliseconds; facts are those of that moment */
  truth(facts: PersonFacts, now: number): Truth;
  /** Which fact is not there, where it cannot be decided. */
  missing(facts: PersonFacts): Missing;
  /** Whether this is one of the things that count, of a condition on what they did or said. */
  counts?: (what: What) => boolean;
}

/** Conditions of a guidance, ready to be asked of many people. */
export interface Judges {
  to: readonly Judge[];
  joint: "and" | "or";
  when: readonly Judge[];
  except: readonly Judge[];
  /** To, when and except together. */
  truth(facts: PersonFacts, now: number): Truth;
  /** Without the exceptions. */
  asked(facts: PersonFacts, now: number): Truth;
}

/** @param judgeOf makes each of them ready; those of a population, or shared with other guidance */
export function compileConditions(
  { to, joint, when, except }: Conditions,
  judgeOf: (condition: Condition) => Judge = (condition) => compileCondition(condition),
): Judges {
  const all = (judges: readonly Judge[], facts: PersonFacts, now: number, with_: typeof and, from: Truth) => {
    let truth = from;
    for (const judge of judges) {
      // Neither "and" nor "or" moves on from its end.
      if (truth === (with_ === and ? NO : YES)) return truth;
      truth = with_(truth, judge.truth(facts, now));
    }
    return truth;
  };
  const judges = {
    to: to.map(judgeOf),
    joint,
    when: when.map(judgeOf),
    except: except.map(judgeOf),
  };
  const asked = (facts: PersonFacts, now: number) => {
    const who = all(judges.to, facts, now, and, YES);
    if (who === NO || judges.when.length === 0) return who;
    return and(
      who,
      joint === "and" ? all(judges.when, facts, now, and, YES) : all(judges.when, facts, now, or, NO),
    );
  };
  return {
    ...judges,
    asked,
    truth(facts, now) {
      const fits = asked(facts, now);
      return fits === NO ? NO : and(fits, not(all(judges.except, facts, now, or, NO)));
    },
  };
}

/**
 * @param whats how many things done a population has, if it is asked of one: what is found of each is remembered
 */
export function compileCondition(condition: Condition, whats = 0): Judge {
  switch (condition.fact) {
    case "role":
      return { condition, truth: roleTruth(condition), missing: () => "role" };
    case "title": {
      const words = wordFinder(condition.any);
      return ofText(condition, "title", ({ title }) => title, words);
    }
    case "stage":
      return stageJudge(condition);
    case "industry":
      return ofText(condition, "industry", ({ industry }) => industry, oneOf(condition.any, comparable));
    case "country":
      return ofText(condition, "country", ({ country }) => country, oneOf(condition.any, comparableCountry));
    case "employees":
      return { condition, truth: (facts) => sizeTruth(condition, facts.employees), missing: () => "size" };
    case "did":
      return didJudge(condition, whats);
    case "said":
      return saidJudge(condition, whats);
    case "asset":
      return {
        condition,
        truth: (facts, now) => assetTruth(condition, facts, now),
        missing: missingOfHistory,
      };
    case "unsubscribed":
      // Like something done: told when it happens, and of nobody else.
      return {
        condition,
        truth: (facts) => (facts.unsubscribed === undefined ? NO : YES),
        missing: missingOfHistory,
      };
  }
}

type Of<Fact extends Condition["fact"]> = Extract<Condition, { fact: Fact }>;

const yesOrNo = (holds: boolean): Truth => (holds ? YES : NO);

function ofText(
  condition: Condition,
  missing: Missing,
  text: (facts: PersonFacts) => string | undefined,
  fits: (text: string) => boolean,
): Judge {
  return {
    condition,
    truth(facts) {
      const said = text(facts);
      return said === undefined ? UNKNOWN : yesOrNo(fits(said));
    },
    missing: () => missing,
  };
}

function roleTruth({ seniority, fields }: Of<"role">) {
  const stands = new Set<Seniority>(seniority);
  const works = new Set<Field>(fields);
  return ({ title }: PersonFacts): Truth => {
    const role = title === undefined ? undefined : roleOfTitle(title);
    if (role === undefined) return UNKNOWN;
    const high = seniority === undefined || (role.seniority !== undefined && stands.has(role.seniority));
    return yesOrNo(high && (fields === undefined || role.fields.some((field) => works.has(field))));
  };
}

function stageJudge(condition: Of<"stage">): Judge {
  const isOne = oneOf(condition.any, comparable);
  return {
    condition,
    truth({ stage }, now) {
      if (stage === undefined) return UNKNOWN;
      const there = isOne(stage.value);
      if (condition.not) return yesOrNo(!there);
      const lately = stage.since >= since(condition.within, now);
      // The first word of a stage, such as a first import's, is no move: that may have been long before.
      if (there && lately && stage.first && condition.within !== undefined) return UNKNOWN;
      return yesOrNo(there && lately);
    },
    missing: ({ stage }) => (stage === undefined ? "stage" : "move"),
  };
}

function sizeTruth(
  { from = 0, to = Number.POSITIVE_INFINITY }: Of<"employees">,
  said: string | undefined,
): Truth {
  const size = said === undefined ? undefined : readSize(said);
  if (size === undefined) return UNKNOWN;
  if (size.least >= from && size.most <= to) return YES;
  return size.most < from || size.least > to ? NO : UNKNOWN;
}

function didJudge(condition: Of<"did">, whats: number): Judge {
  const { kinds, about, within, least = 1 } = condition;
  const names = new Set<string>(kinds);
  const isAbout = about && wordFinder(about);
  const counts = remembering(whats, (what) => names.has(what.kind) && (!isAbout || isAbout(what.about)));
  return {
    condition,
    counts,
    missing: missingOfHistory,
    truth(facts, now) {
      const begin = since(within, now);
      if (reaches(facts, counts, begin, least)) return YES;
      if (!facts.hasTools) return UNKNOWN;
      if (facts.completeSince <= begin) return NO;
      const { totals } = facts;
      if (totals === undefined) return UNKNOWN;
      const total = kinds.reduce((sum, kind) => sum + (totals.get(kind) ?? 0), 0);
      if (total < least) return NO;
      if (about === undefined && within === undefined) return YES;
      // Nothing of these kinds lies behind what was looked at.
      return seenOf(facts, names) >= total ? NO : UNKNOWN;
    },
  };
}

function saidJudge(condition: Of<"said">, whats: number): Judge {
  const isSaid = wordFinder(condition.any);
  const counts = remembering(whats, ({ said }) => said !== undefined && isSaid(said));
  return {
    condition,
    counts,
    missing: missingOfHistory,
    truth(facts, now) {
      const begin = since(condition.within, now);
      if (reaches(facts, counts, begin, 1)) return YES;
      return facts.hasTools && facts.completeSince <= begin ? NO : UNKNOWN;
    },
  };
}

function assetTruth({ was, ids, within }: Of<"asset">, facts: PersonFacts, now: number): Truth {
  const begin = since(within, now);
  const known = was === "sent" ? facts.sent : facts.read;
  if (ids.some((id) => (known.get(id) ?? Number.NEGATIVE_INFINITY) >= begin && known.has(id))) return YES;
  // All that we sent is known; what they read elsewhere, as far as their history is.
  return was === "sent" || facts.completeSince <= begin ? NO : UNKNOWN;
}

const missingOfHistory = ({ hasTools }: PersonFacts): Missing => (hasTools ? "history" : "tool");
const since = (days: number | undefined, now: number) =>
  days === undefined ? Number.NEGATIVE_INFINITY : now - days * DAY_MS;

function reaches(
  { history }: PersonFacts,
  counts: (what: What) => boolean,
  begin: number,
  least: number,
): boolean {
  let found = 0;
  for (let n = 0; n < history.length && history.at(n) >= begin; n += 1) {
    if (counts(history.what(n))) found += 1;
    if (found >= least) return true;
  }
  return false;
}

function seenOf({ history }: PersonFacts, kinds: ReadonlySet<string>): number {
  let seen = 0;
  for (let n = 0; n < history.length; n += 1) if (kinds.has(history.what(n).kind)) seen += 1;
  return seen;
}

/** Remembers the answer for each thing of a population: thousands of people read the same page. */
function remembering(whats: number, counts: (what: What) => boolean): (what: What) => boolean {
  if (whats === 0) return counts;
  const known = new Uint8Array(whats);
  return (what) => {
    const { index } = what;
    if (index < 0 || index >= whats) return counts(what);
    if (known[index] === 0) known[index] = counts(what) ? 2 : 1;
    return known[index] === 2;
  };
}

const comparable = (text: string) => text.normalize("NFKC").trim().toLowerCase();

function oneOf(any: readonly string[], as: (text: string) => string): (text: string) => boolean {
  const names = new Set(any.map(as));
  return (text) => names.has(as(text));
}

/** Finds any of these at the beginning of a word, in text of whatever case. */
function wordFinder(any: readonly string[]): (text: string) => boolean {
  const escaped = any.map((word) => comparable(word).replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${escaped.join("|")})`, "iu");
  return (text) => pattern.test(text);
}
