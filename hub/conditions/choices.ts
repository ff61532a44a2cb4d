import type { z } from "zod";
import { type ChoicesReply, Condition } from "../../lib/contract/condition.ts";
import { conditionWords, type Part } from "../../lib/contract/condition-words.ts";
import { TOUCHPOINT_KINDS } from "../../lib/contract/touchpoint.ts";
import type { Library } from "../library/library.ts";
import { titleKeys } from "../library/match-keys.ts";
import { askEverybody } from "./ask-population.ts";
import { compileCondition } from "./compile.ts";
import type { Population } from "./population/population.ts";
import { type Tallies, talliesOf } from "./tallies.ts";
import { YES } from "./verdict.ts";

type Kind = (typeof TOUCHPOINT_KINDS)[number];

/** What the chooser shows at once. */
const SHOWN = 12;
/** The commonest things done that are offered by name. */
const THINGS = 300;
const DAYS = 30;
const SIZES = [
  [1, 50],
  [51, 200],
  [201, 1_000],
  [1_001, 5_000],
  [5_001, undefined],
] as const;

/** Words that a query may use for a kind of fact, beside those of the sentence. */
const ALSO: Record<Condition["fact"], string> = {
  role: "role title job seniority",
  title: "title job",
  stage: "stage status",
  did: "did touchpoint activity",
  said: "said words competitor named",
  industry: "industry",
  country: "country",
  employees: "size employees company",
  asset: "content asset sent read",
  unsubscribed: "unsubscribed",
};

/** Conditions to choose from in a part of the sentence, with how many people each fits today, alone. */
export async function chooseFrom(
  population: Population,
  library: Library,
  { part, query }: { part: Part; query: string },
): Promise<z.input<typeof ChoicesReply>> {
  const tallies = await talliesOf(population, library);
  const titles = new Map([...library.assets].map(([id, { title }]) => [id, title]));
  const offered = new Map<string, Condition>();
  for (const condition of candidates(part, query.trim(), population, tallies, library)) {
    if (offered.size >= SHOWN) break;
    const words = conditionWords(condition, part, titles);
    if (!offered.has(words) && fitsQuery(condition, words, query)) offered.set(words, condition);
  }
  return {
    items: known(await countAll(population, library, [...offered])),
    known: [...tallies.known].map(([fact, people]) => ({ fact, people })),
    of: population.members.length,
  };
}

/** What was typed freely and holds of nobody is offered only where there is nothing else. */
function known(choices: z.input<typeof ChoicesReply>["items"]) {
  const useful = choices.filter(
    ({ condition, people }) => people > 0 || (condition.fact !== "said" && condition.fact !== "title"),
  );
  return useful.length > 0 ? useful : choices;
}

async function countAll(population: Population, library: Library, offered: [string, Condition][]) {
  const judges = offered.map(([, condition]) => compileCondition(condition, population.whats.length));
  const counts = judges.map(() => 0);
  await askEverybody(population, library, (_member, facts) => {
    for (const [n, judge] of judges.entries()) {
      if (judge.truth(facts, population.asOf) === YES) counts[n] = (counts[n] ?? 0) + 1;
    }
  });
  return offered.map(([words, condition], n) => ({ condition, words, people: counts[n] ?? 0 }));
}

/** Every word of the query begins a word of the sentence, or of what the kind of fact is called. */
function fitsQuery(condition: Condition, words: string, query: string): boolean {
  const said = ` ${words} ${ALSO[condition.fact]}`.toLowerCase().replace(/[“”"]/g, "");
  return wordsOf(query).every((word) => said.includes(` ${word}`) || said.includes(`-${word}`));
}

const wordsOf = (query: string) => query.toLowerCase().replace(/[“”"]/g, "").split(/\s+/).filter(Boolean);

/** In the order in which they are offered; some are only for who typed something. */
function* candidates(
  part: Part,
  query: string,
  population: Population,
  tallies: Tallies,
  library: Library,
): Generator<Condition> {
  if (part === "to") {
    yield* whoCandidates(tallies, query);
    return;
  }
  if (part === "when") {
    if (query === "") {
      yield* first(doneCandidates(population, tallies), 6);
      yield* first(stageCandidates(tallies), 4);
    }
    yield* stageCandidates(tallies);
    yield* doneCandidates(population, tallies);
    yield* whoCandidates(tallies, query);
    yield* assetCandidates(library, ["read", "sent"]);
  } else {
    if (query === "") {
      yield* first(assetCandidates(library, ["sent"]), 5);
      yield* first(stageCandidates(tallies), 4);
      yield { fact: "unsubscribed" };
    }
    yield* assetCandidates(library, ["sent", "read"]);
    yield* stageCandidates(tallies);
    yield* doneCandidates(population, tallies);
    yield* whoCandidates(tallies, query);
  }
  yield { fact: "unsubscribed" };
  const said = Condition.safeParse({ fact: "said", any: [query] });
  if (query.length >= 2 && said.success) yield said.data;
}

function* whoCandidates(tallies: Tallies, query: string): Generator<Condition> {
  const kinds = [roleCandidates(tallies), ...companyCandidates(tallies)].map((kind) => [...kind]);
  // Roles alone would fill the chooser: nobody would learn what else can be asked.
  if (query === "") for (const [n, kind] of kinds.entries()) yield* kind.slice(0, n === 0 ? 6 : 2);
  for (const kind of kinds) yield* kind;
  if (query.length >= 2) yield* valid({ fact: "title", any: [query] });
}

function* roleCandidates({ roles }: Tallies): Generator<Condition> {
  for (const { seniority, field } of roles.values) {
    yield {
      fact: "role",
      ...(seniority ? { seniority: [seniority] } : {}),
      ...(field ? { fields: [field] } : {}),
    };
  }
}

/** Industries, countries and sizes. */
function companyCandidates({ industries, countries }: Tallies): Iterable<Condition>[] {
  return [
    industries.values.flatMap((industry) => [...valid({ fact: "industry", any: [industry] })]),
    countries.values.flatMap((country) => [...valid({ fact: "country", any: [country] })]),
    SIZES.map(([from, to]) => ({ fact: "employees", from, ...(to === undefined ? {} : { to }) })),
  ];
}

function* stageCandidates({ stages }: Tallies): Generator<Condition> {
  for (const stage of stages.values) yield* valid({ fact: "stage", any: [stage] });
  for (const stage of stages.values) yield* valid({ fact: "stage", any: [stage], within: DAYS });
  for (const stage of stages.values) yield* valid({ fact: "stage", any: [stage], not: true });
}

/** What was read by name, then what was done at all; the same within some days. */
function* doneCandidates(population: Population, { kinds, things }: Tallies): Generator<Condition> {
  const isKind = (kind: string): kind is Kind => (TOUCHPOINT_KINDS as readonly string[]).includes(kind);
  const named: Condition[] = [];
  for (const index of things.values.slice(0, THINGS)) {
    const what = population.whats[index];
    const about = what && isKind(what.kind) ? aboutName(what.kind, what.title, what.detail) : undefined;
    if (what && about !== undefined) named.push({ fact: "did", kinds: [what.kind as Kind], about: [about] });
  }
  const done = kinds.values.filter(isKind).filter((kind) => kind !== "other");
  const plain = done.map((kind): Condition => ({ fact: "did", kinds: [kind] }));
  const all = [...plain.slice(0, 3), ...named, ...plain];
  for (const condition of all) yield* valid(condition);
  for (const condition of all) yield* valid({ ...condition, within: DAYS } as Condition);
}

/** What a touchpoint was about, in the words that its text has too: "pricing", "migration guide". */
function aboutName(kind: Kind, title: string, detail: string | null): string | undefined {
  switch (kind) {
    case "page_viewed":
    case "content_viewed":
    case "content_downloaded":
      return titleKeys(title)[0]?.replace(/ page$/, "");
    case "webinar_attended":
    case "webinar_registered":
    case "event_attended":
    case "video_watched":
      return detail === null ? undefined : detail.toLowerCase();
    default:
      return undefined;
  }
}

function* assetCandidates({ assets }: Library, ways: readonly ("sent" | "read")[]): Generator<Condition> {
  for (const was of ways) {
    for (const { id, retired } of assets.values()) if (!retired) yield { fact: "asset", was, ids: [id] };
  }
}

function* first<Value>(values: Iterable<Value>, count: number): Generator<Value> {
  let n = 0;
  for (const value of values) {
    if (n === count) return;
    n += 1;
    yield value;
  }
}

/** Texts from outside may be too long for a condition. */
function* valid(condition: Condition): Generator<Condition> {
  const parsed = Condition.safeParse(condition);
  if (parsed.success) yield parsed.data;
}
