import { namespaces } from "../people/identifiers.ts";
import { recordCompanies, type SaidOfCompany } from "../people/record-companies.ts";
import { resolveMentions } from "../people/resolve.ts";
import { companyOfTraits, type FactKey } from "../people/said-facts.ts";
import { countHeldOff } from "../people/suppression.ts";
import { type SaidFact, writeFacts } from "../people/write-facts.ts";
import { cutHeldOff } from "../privacy/cut-held-off.ts";
import type { Sql } from "../store/store.ts";
import { heldOffNames, type ImportOfLines, mentionOfLine } from "./line-mention.ts";
import type { TakenLine } from "./read-line.ts";

/** What became of lines, each counted once. */
export interface LineCounts {
  created: number;
  updated: number;
  unchanged: number;
  conflicts: number;
  suppressed: number;
}

/**
 * Takes lines of an import, in order: who they are, what is said of them, and where they work.
 * @param sql the transaction that takes the lines out of those that wait
 * @param asOf when the report was made
 */
export async function takeLines(
  sql: Sql,
  { asOf, now, ...origin }: ImportOfLines & { asOf: Date; now: Date },
  lines: readonly TakenLine[],
): Promise<LineCounts> {
  const all = lines.map((line) => ({ line, mention: mentionOfLine(line, origin) }));
  const held = await heldOffNames(
    sql,
    all.map(({ mention }) => mention.claims),
  );
  const texts = all.flatMap(({ line }, n) => (held[n] === undefined ? JSON.stringify(line) : []));
  // Others' lines may name somebody who was erased, as their owner, say.
  const taken = (await cutHeldOff(sql, texts)).map((text) => {
    const line = JSON.parse(text) as TakenLine;
    return { line, mention: mentionOfLine(line, origin) };
  });
  const { placed, newEmails } = await resolveMentions(
    sql,
    taken.map(({ mention }) => mention),
  );

  const facts: (SaidFact & { of: number })[] = [];
  const companies: SaidOfCompany[] = [];
  for (const [n, { line, mention }] of taken.entries()) {
    const identity = placed[n]?.subject;
    if (identity === undefined) throw new Error("A line was kept that is about nobody.");
    for (const [key, value] of Object.entries(line.facts) as [FactKey, string][]) {
      facts.push({ identity, key, value, at: asOf, of: n });
    }
    const company = companyOfTraits({ company: line.facts.company });
    const email = mention.claims.find(({ kind, sharedMailbox }) => kind === "email" && !sharedMailbox);
    if (company) companies.push({ identity, company, email, at: asOf });
  }
  const written = new Set((await writeFacts(sql, { import: origin.id }, facts)).map(({ of }) => of));
  const by = { import: origin.id, namespace: namespaces(origin.org).email };
  await recordCompanies(sql, by, companies, newEmails);

  const counts = {
    created: 0,
    updated: 0,
    unchanged: 0,
    conflicts: 0,
    suppressed: all.length - taken.length,
  };
  for (const [n, { outcome }] of placed.entries()) {
    if (outcome === "conflict") counts.conflicts += 1;
    else if (outcome === "created") counts.created += 1;
    else if (outcome === "linked" || written.has(n)) counts.updated += 1;
    else counts.unchanged += 1;
  }
  await countHeldOff(
    sql,
    held.flatMap((name) => name ?? []),
    now,
  );
  return counts;
}
