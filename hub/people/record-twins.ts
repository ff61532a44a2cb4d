import { isSandbox } from "../../lib/contract/record-key.ts";
import type { Sql } from "../store/store.ts";
import { type Identifier, identifierKey, type Mention } from "./identifiers.ts";

/**
 * Adds to mentions of a record the same record as tools with another view of its org name it: one tool
 * says that its ids are acme's, another says nothing of the org (`*`). They are the same record where one
 * production org alone has that id; sandboxes copy ids, so they are left out.
 */
export async function withTwins(sql: Sql, mentions: readonly Mention[]): Promise<readonly Mention[]> {
  const records = new Map<string, Identifier>();
  for (const { claims } of mentions) {
    for (const claim of claims) {
      if (claim.kind === "crm_record" && !isSandbox(claim.namespace))
        records.set(identifierKey(claim), claim);
    }
  }
  if (records.size === 0) return mentions;
  const twins = await loadTwins(sql, records);
  if (twins.size === 0) return mentions;
  return mentions.map((mention) => ({
    ...mention,
    claims: mention.claims.flatMap((claim) => {
      const twin = twins.get(identifierKey(claim));
      return twin === undefined ? [claim] : [claim, twin];
    }),
  }));
}

// With a limit, so that the index is used: see identity-state. Two orgs are already too many.
const ENOUGH = 3;

async function loadTwins(sql: Sql, records: Map<string, Identifier>): Promise<Map<string, Identifier>> {
  const values = [...new Set([...records.values()].map(({ value }) => value))];
  const rows = await sql.query<{ value: string; namespaces: string[] }>(
    `select v.value, array(
       select namespace from identity
       where kind = 'crm_record' and value = v.value and namespace not like '%.sandbox' limit ${ENOUGH}
     ) as namespaces
     from unnest($1::text[]) as v (value)`,
    [values],
  );
  const known = new Map(rows.map((row) => [row.value, row.namespaces]));
  const twins = new Map<string, Identifier>();
  for (const [key, record] of records) {
    const crm = record.namespace.slice(0, record.namespace.indexOf(":"));
    const any = `${crm}:*`;
    const all = [record.namespace, ...(known.get(record.value) ?? [])];
    const orgs = new Set(
      all.filter((name) => name.startsWith(`${crm}:`) && name !== any && !isSandbox(name)),
    );
    const [org] = orgs;
    if (orgs.size !== 1 || org === undefined || !all.includes(any)) continue;
    twins.set(key, { ...record, namespace: record.namespace === any ? org : any });
  }
  return twins;
}
