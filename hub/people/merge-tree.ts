import type { Sql } from "../store/store.ts";
import { readLocked } from "./lock-who.ts";

// Merges that were not undone make trees. A tree's nodes are persons as they were before any merge (homes, as
// links call them), its edges are merges: each between the homes of the two names that were said to be one
// person's. The whole tree is one person now, and one of its nodes, the standing one, has all its links.
// So a merge is undone by taking its edge out: that parts the tree in two, whatever was merged before and since.

/** A merge that holds. */
export interface MergeEdge {
  id: string;
  from_home: string;
  into_home: string;
  from_person: string;
  into_person: string;
}

// Lateral rows, so that indexes are used: see identity-state.
const TREE = `
  with recursive node (root, id) as (
    select asked.id, asked.id from unnest($1::uuid[]) as asked (id)
    union
    select node.root, edge.id from node cross join lateral (
      select into_home as id from person_merge where from_home = node.id and undone_at is null
      union all
      select from_home from person_merge where into_home = node.id and undone_at is null
    ) edge
  )`;

/** Everybody who is one person with this one now, itself among them. */
export async function readMergedWith(sql: Sql, personId: string): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(`${TREE} select id from node`, [[personId]]);
  return rows.map(({ id }) => id);
}

/** The merges that hold among these persons. */
export function readEdges(sql: Sql, personIds: readonly string[]): Promise<MergeEdge[]> {
  return sql.query<MergeEdge>(
    `select edge.* from unnest($1::uuid[]) as node (id) cross join lateral (
       select id, from_home, into_home, from_person, into_person from person_merge
       where from_home = node.id and undone_at is null
     ) edge`,
    [personIds],
  );
}

/**
 * Who stands for these persons now: themselves, or who took them over.
 * @returns by the id that was asked; who has nothing any more is absent
 */
export async function readStanding(sql: Sql, personIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await sql.query<{ root: string; id: string }>(
    `${TREE}
     select node.root, node.id from node cross join lateral (
       select 1 from identity_link where person_id = node.id and ended_at is null limit 1
     ) link`,
    [personIds],
  );
  return new Map(rows.map(({ root, id }) => [root, id]));
}

/**
 * Who stands for these persons, locked: nobody else gives or takes anything of theirs until this transaction ends.
 * @returns as `readStanding`
 */
export function lockStanding(sql: Sql, personIds: readonly string[]): Promise<Map<string, string>> {
  return readLocked(
    sql,
    () => readStanding(sql, personIds),
    (standing) => ({ identities: [], persons: [...new Set(standing.values())] }),
  );
}

/** Pairs of these persons who are two by an admin's word, said of them or of whom they took over. */
export async function readApart(sql: Sql, personIds: readonly string[]): Promise<[string, string][]> {
  const rows = await sql.query<{ one: string; other: string }>(
    `${TREE}
     select distinct one.root as one, other.root as other from kept_apart
     join node one on one.id = person_a join node other on other.id = person_b
     where one.root <> other.root`,
    [personIds],
  );
  return rows.map(({ one, other }) => [one, other]);
}

/** The nodes that hang together with `start` once a merge is taken out of its tree. */
export function partOf(start: string, edges: readonly MergeEdge[], without: string): Set<string> {
  const neighbours = new Map<string, string[]>();
  for (const { id, from_home, into_home } of edges) {
    if (id === without) continue;
    neighbours.set(from_home, [...(neighbours.get(from_home) ?? []), into_home]);
    neighbours.set(into_home, [...(neighbours.get(into_home) ?? []), from_home]);
  }
  // What is added while it is walked through is walked through too.
  const part = new Set([start]);
  for (const node of part) for (const next of neighbours.get(node) ?? []) part.add(next);
  return part;
}
