import type { RecordRef } from "../../lib/contract/record.ts";
import { isSandbox } from "../../lib/contract/record-key.ts";
import type { Sql } from "../store/store.ts";
import { readRecordId } from "./crm-record.ts";
import { readEmail } from "./email.ts";

/** Who a record or an address leads to, and why. */
export interface Found {
  personId: string;
  by: "record" | "picked" | "email";
  /** Of a rep's confirmation: its id, and who gave it. */
  link?: { id: string; memberId: string | null };
}

/**
 * The namespaces in which a record's id counts, the surest first. A sandbox copies production's ids,
 * so it counts only in its own.
 */
export function recordNamespaces({ crm, org }: Pick<RecordRef, "crm" | "org">): string[] {
  return isSandbox(org) ? [`${crm}:${org}`] : [`${crm}:${org}`, `${crm}:*`];
}

interface Row {
  kind: "crm_record" | "email";
  namespace: string;
  person_id: string;
  id: string;
  by: string;
  member_id: string | null;
}

// Lateral with a limit, so that the index is used: see identity-state.
const FIND = `
  select i.kind, i.namespace, l.person_id, l.id, l.by, l.member_id
  from identity i cross join lateral (
    select * from identity_link where identity_id = i.id and ended_at is null and not shared limit 1
  ) l
  where i.kind = 'crm_record' and i.namespace = any($1::text[]) and i.value = $2
  union all
  select i.kind, i.namespace, l.person_id, l.id, l.by, l.member_id
  from identity i cross join lateral (
    select * from identity_link where identity_id = i.id and ended_at is null and not shared limit 1
  ) l
  where i.kind = 'email' and i.namespace = $3 and i.value = $4`;

/**
 * Finds a record's person: a source that named this very org, then one that named none, then a rep's
 * confirmation, then the address. An address binds nothing, and one that several people read finds nobody.
 */
export async function findPerson(sql: Sql, record: RecordRef, email?: string): Promise<Found | undefined> {
  const namespaces = recordNamespaces(record);
  const address = email === undefined ? undefined : readEmail(email);
  const rows = await sql.query<Row>(FIND, [
    namespaces,
    readRecordId(record.crm, record.id) ?? record.id,
    isSandbox(record.org) ? (namespaces[0] ?? "") : "",
    address === undefined || address.sharedMailbox ? null : address.value,
  ]);
  const records = rows
    .filter((row) => row.kind === "crm_record")
    .sort((a, b) => namespaces.indexOf(a.namespace) - namespaces.indexOf(b.namespace));
  const named = records.find((row) => row.by !== "member");
  if (named) return { personId: named.person_id, by: "record" };
  const picked = records[0];
  if (picked) {
    return { personId: picked.person_id, by: "picked", link: { id: picked.id, memberId: picked.member_id } };
  }
  const byEmail = rows.find((row) => row.kind === "email");
  return byEmail && { personId: byEmail.person_id, by: "email" };
}
