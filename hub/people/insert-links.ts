import type { Sql } from "../store/store.ts";

/** A link of an identity to a person, as it is written. */
export interface LinkRow {
  identity: number;
  person: string;
  /** Whose it would be, had nobody been merged: see merge-tree. */
  home: string;
  shared: boolean;
  by: "event" | "import" | "member" | "merge" | "undo";
  why: string;
  event: number | null;
  import: string | null;
  member: string | null;
  /** Of a member's word: the first link that it made. */
  confirmation: string | null;
  /** That moved it here, or whose undoing did. */
  merge: string | null;
}

/** Writes links in one order, so that no two transactions wait for each other in a circle. */
export async function insertLinks(sql: Sql, links: readonly LinkRow[]): Promise<void> {
  if (links.length === 0) return;
  const sorted = links.toSorted((a, b) => a.identity - b.identity || (a.person < b.person ? -1 : 1));
  // Two who came with the same shared mailbox may have become one.
  await sql.query(
    `insert into identity_link
       (id, identity_id, person_id, home_person_id, shared, by, why, event_id, import_id, member_id, confirmation_id,
        merge_id)
     select gen_random_uuid(), * from unnest(
       $1::bigint[], $2::uuid[], $3::uuid[], $4::boolean[], $5::text[], $6::text[], $7::bigint[], $8::uuid[],
       $9::uuid[], $10::uuid[], $11::uuid[])
     on conflict (identity_id, person_id) where ended_at is null and shared do nothing`,
    [
      sorted.map((link) => link.identity),
      sorted.map((link) => link.person),
      sorted.map((link) => (link.home === link.person ? null : link.home)),
      sorted.map((link) => link.shared),
      sorted.map((link) => link.by),
      sorted.map((link) => link.why),
      sorted.map((link) => link.event),
      sorted.map((link) => link.import),
      sorted.map((link) => link.member),
      sorted.map((link) => link.confirmation),
      sorted.map((link) => link.merge),
    ],
  );
}
