import { aboutOf } from "../conditions/about.ts";
import type { PersonFacts, What } from "../conditions/facts.ts";
import { readElsewhere } from "../conditions/read-elsewhere.ts";
import type { Library } from "../library/library.ts";
import type { KnownPerson } from "../people/read-person.ts";
import type { KindCount } from "../touchpoints/read-counts.ts";
import { type Beside, LOOKED_AT, type SeenRow } from "./read-beside.ts";

/** What is known of the person of a record, and the touchpoints behind it, in the order of the history. */
export interface Known {
  facts: PersonFacts;
  rows: readonly SeenRow[];
}

/** Puts together what a look-up read. */
export function personFacts(
  library: Library,
  read: {
    person: KnownPerson;
    /** The first page of the history, shared mailboxes' touchpoints too. */
    page: readonly SeenRow[];
    beside: Beside;
    kinds: readonly KindCount[];
    hasTools: boolean;
  },
): Known {
  const { person, beside } = read;
  const [stage] = beside.stages;
  const rows = ownHistory(read.page, beside.older);
  const last = rows.length >= LOOKED_AT ? rows.at(-1) : undefined;
  const whats = rows.map(whatOf);
  const ats = rows.map((row) => row.at.getTime());
  const isShared = person.identities.some(({ shared }) => shared);
  const facts: PersonFacts = {
    title: person.facts.title,
    stage: stage && { value: stage.value, since: stage.at, first: beside.stages.length === 1 },
    industry: beside.industry ?? undefined,
    country: beside.country ?? undefined,
    employees: beside.employees ?? undefined,
    unsubscribed: person.facts.unsubscribed === "true" ? (beside.unsubscribedAt ?? 0) : undefined,
    history: { length: rows.length, at: (n) => ats[n] as number, what: (n) => whats[n] as What },
    // More of the same millisecond may lie behind.
    completeSince: last ? last.at.getTime() + 1 : Number.NEGATIVE_INFINITY,
    totals: isShared
      ? undefined
      : new Map(read.kinds.filter(({ passive }) => !passive).map(({ kind, count }) => [kind, count])),
    hasTools: read.hasTools || rows.length > 0,
    sent: new Map(beside.sent.flatMap(({ asset, sent }) => (sent === null ? [] : [[asset, sent] as const]))),
    read: readOf(library, rows, beside),
  };
  return { facts, rows };
}

/** What they did themselves: a mailbox that several people read says nothing of one of them. */
function ownHistory(page: readonly SeenRow[], older: readonly SeenRow[]): SeenRow[] {
  const own = page.filter(({ shared }) => !shared);
  const known = new Set(own.map(({ id }) => id));
  return [...own, ...older.filter(({ id }) => !known.has(id))].slice(0, LOOKED_AT);
}

function whatOf({ kind, title, detail, words, url }: SeenRow): What {
  return { kind, title, about: aboutOf({ title, detail, url }), said: words?.toLowerCase(), index: -1 };
}

/** Assets that they read, by a link or elsewhere, and when last. */
function readOf(library: Library, rows: readonly SeenRow[], { sent }: Beside): Map<string, number> {
  const read = new Map<string, number>();
  for (const { asset, read: at } of sent) if (at !== null) read.set(asset, at);
  for (const row of rows) {
    for (const id of readElsewhere(library, row)) read.set(id, Math.max(read.get(id) ?? 0, row.at.getTime()));
  }
  return read;
}
