import { ApiError } from "../http/api-error.ts";
import type { Sql } from "../store/store.ts";
import { writeApart } from "./kept-apart.ts";
import { lockStanding, type MergeEdge, partOf, readEdges, readMergedWith } from "./merge-tree.ts";
import { reopenConflicts } from "./write-conflicts.ts";
import { partLinks, restoreShared } from "./write-merges.ts";

interface Merge extends MergeEdge {
  undone_at: Date | null;
}

/**
 * Parts two persons again who were made one, with all that came to either since by names of theirs, whatever was
 * merged and undone in between. No event makes them one any more. Said again it changes nothing.
 * @param memberId null: by an admin token
 * @returns who stands now for those that had been merged into others
 * @throws ApiError not_found for an unknown merge
 */
export async function undoMerge(sql: Sql, id: string, memberId: string | null): Promise<string> {
  const merge = await readMerge(sql, id);
  const standing = (await lockStanding(sql, [merge.from_home])).get(merge.from_home);
  if ((await readMerge(sql, id)).undone_at !== null) return standing ?? merge.from_person;

  const nodes = await readMergedWith(sql, merge.from_home);
  const edges = await readEdges(sql, nodes);
  const fromSide = partOf(merge.from_home, edges, id);
  const intoSide = new Set(nodes.filter((node) => !fromSide.has(node)));
  const [staying, leaving] =
    standing !== undefined && fromSide.has(standing) ? [fromSide, intoSide] : [intoSide, fromSide];
  const person = standFor(leaving, merge);

  await sql.query("update person_merge set undone_at = now(), undone_by = $2 where id = $1", [id, memberId]);
  for (const part of [staying, leaving]) await renameEnds(sql, edges, part);
  if (standing !== undefined) {
    await partLinks(sql, { from: standing, to: person, homes: [...leaving], merge: id });
    await restoreShared(sql, { person, homes: [...leaving], merge: id });
    await restoreShared(sql, { person: standing, homes: [...staying], merge: id });
  }
  await writeApart(sql, merge.from_home, merge.into_home, id);
  await reopenConflicts(sql, person, id);
  return leaving === fromSide || standing === undefined ? person : standing;
}

async function readMerge(sql: Sql, id: string): Promise<Merge> {
  const [merge] = await sql.query<Merge>(
    "select id, from_person, into_person, from_home, into_home, undone_at from person_merge where id = $1",
    [id],
  );
  if (!merge) throw new ApiError("not_found", "There is no such merge. See the list of merges.");
  return merge;
}

/** Who stands for a part: who stood before the merge, where they are in it. */
function standFor(part: ReadonlySet<string>, merge: Merge): string {
  const { from_person, into_person, from_home, into_home } = merge;
  const last = part.has(from_home) ? from_home : into_home;
  return [from_person, into_person].find((person) => part.has(person)) ?? last;
}

/** Other merges may name somebody of the other part, who stood for both then: they name their own now. */
async function renameEnds(sql: Sql, edges: readonly MergeEdge[], part: ReadonlySet<string>): Promise<void> {
  const strays = edges.filter(
    ({ from_home, into_home, from_person, into_person }) =>
      part.has(from_home) && part.has(into_home) && !(part.has(from_person) && part.has(into_person)),
  );
  if (strays.length === 0) return;
  await sql.query(
    `update person_merge set from_person = stray.from_person, into_person = stray.into_person
     from unnest($1::uuid[], $2::uuid[], $3::uuid[]) as stray (id, from_person, into_person)
     where person_merge.id = stray.id`,
    [
      strays.map((edge) => edge.id),
      strays.map((edge) => (part.has(edge.from_person) ? edge.from_person : edge.from_home)),
      strays.map((edge) => (part.has(edge.into_person) ? edge.into_person : edge.into_home)),
    ],
  );
}
