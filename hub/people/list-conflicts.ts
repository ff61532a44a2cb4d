import type { z } from "zod";
import type { Conflict, ConflictsReply, ConflictsRequest, ListedPerson } from "../../lib/contract/person.ts";
import type { Sql } from "../store/store.ts";
import type { IdentityKind } from "./identifiers.ts";
import { microsOf, readPlace, timeOf, writePlace } from "./list-place.ts";
import { readListedNames, readListedPersons } from "./listed-persons.ts";

const PAGE = 50;

interface Row {
  id: string;
  identity_a: number;
  identity_b: number;
  person_a: string;
  person_b: string;
  why: string;
  at: Date;
  micros: number;
  count: number;
  resolved_at: Date | null;
  resolution: Conflict["resolution"];
}

/** Two persons whom something named as one, newest first, with what speaks for either. */
export async function listConflicts(
  sql: Sql,
  { resolved, cursor }: z.output<typeof ConflictsRequest>,
): Promise<z.input<typeof ConflictsReply>> {
  const after = cursor === undefined ? undefined : readPlace(cursor, /^\d{1,15}$/);
  const rows = await sql.query<Row>(
    `select id::text, identity_a, identity_b, person_a, person_b, why, at, count, resolved_at, resolution,
       ${microsOf("at")} as micros
     from identity_conflict
     where resolved_at is ${resolved ? "not null" : "null"}
       and ($1::bigint is null or (at, id) < (${timeOf("$1")}, $2::bigint))
     order by at desc, identity_conflict.id desc limit ${PAGE + 1}`,
    [after?.micros ?? null, after?.id ?? null],
  );
  const page = rows.slice(0, PAGE);
  const last = page.at(-1);
  const names = await readListedNames(
    sql,
    page.flatMap((row) => [row.identity_a, row.identity_b]),
  );
  // Who has the name now; where nobody does, who had it then.
  const sidesOf = (row: Row) =>
    [
      { identity: row.identity_a, before: row.person_a },
      { identity: row.identity_b, before: row.person_b },
    ].map(({ identity, before }) => ({
      name: names.get(identity)?.name,
      person: names.get(identity)?.personId ?? before,
    }));
  const persons = await readListedPersons(
    sql,
    page.flatMap((row) => sidesOf(row).map(({ person }) => person)),
  );
  return {
    items: page.flatMap((row) => {
      const sides = sidesOf(row).flatMap(({ name, person }) => {
        const listed = persons.get(person);
        return name && listed ? [{ identity: name, person: listed }] : [];
      });
      return sides.length === 2 ? [conflictOf(row, sides)] : [];
    }),
    next: rows.length > PAGE && last ? writePlace(last) : null,
  };
}

function conflictOf(row: Row, sides: Conflict["sides"]): Conflict {
  return {
    id: row.id,
    kind: kindOf(sides),
    at: row.at.toISOString(),
    count: row.count,
    why: row.why,
    sides,
    resolvedAt: row.resolved_at?.toISOString() ?? null,
    resolution: row.resolution,
  };
}

/** What the two have in common, by what was named: see the contract. */
function kindOf(sides: Conflict["sides"]): Conflict["kind"] {
  const kinds = sides.map(({ identity }) => identity.kind as IdentityKind);
  if (kinds[0] === kinds[1]) return "other";
  const record = sides.find(({ identity }) => identity.kind === "crm_record");
  if (record === undefined) return "user_id";
  const other = sides.find((side) => side !== record);
  // Two records with one address, if whose address it is has a record of their own.
  return other?.identity.kind === "email" && hasOther(other.person, record.identity) ? "email" : "crm_record";
}

const hasOther = ({ identities }: ListedPerson, record: Conflict["sides"][number]["identity"]) =>
  identities.some((identity) => identity.kind === "crm_record" && identity.value !== record.value);
