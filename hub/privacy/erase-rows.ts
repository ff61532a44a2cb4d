import { isSandbox } from "../../lib/contract/record-key.ts";
import { touchFeedback } from "../feedback/touch.ts";
import type { Sql } from "../store/store.ts";
import { removeTouchpoints } from "../touchpoints/remove-touchpoints.ts";
import { eraseFromFeedback } from "./erase-feedback.ts";
import { eraseFromOpportunities } from "./erase-opportunities.ts";
import { type ErasureState, take } from "./erasure-state.ts";
import type { Subject } from "./find-subject.ts";

/** Touchpoints a step, identities a statement. */
const CHUNK = 1_000;

/**
 * Takes the next of what they did, with the events that it was read from. The weekly counts are lowered by it: a
 * browser that others use too may go on meanwhile, and what is counted there then stays.
 * @param timeZone in which weeks begin
 * @param ids the identities that it hangs on
 * @returns whether that was the last
 */
export async function eraseHistory(
  sql: Sql,
  { progress, sealed }: ErasureState,
  timeZone: string,
  ids = idsOf(sealed.subject),
): Promise<boolean> {
  const picked = await sql.query<{ id: number }>(
    `select id from touchpoint where identity_id = any($1::bigint[]) limit ${CHUNK}`,
    [ids],
  );
  const events = picked.map(({ id }) => id);
  take(progress, "touchpoint", { deleted: await removeTouchpoints(sql, events, timeZone) });
  const gone = await sql.query("delete from raw_event where id = any($1::bigint[]) returning 1", [events]);
  take(progress, "raw_event", { deleted: gone.length });
  return picked.length === 0;
}

/** In this order: what refers to a row goes before it. Each takes identities, persons, records and addresses. */
const ROWS: readonly { table: string; statement: string }[] = [
  {
    table: "raw_event",
    statement: `delete from raw_event where id in (
      select event_id from fact where identity_id = any($1::bigint[])
      union select event_id from identity_link where identity_id = any($1::bigint[]))`,
  },
  {
    table: "seen",
    statement: `delete from seen where record in (
        select record from look_up where person_id = any($2::uuid[]) or lower(email) = any($4::text[]))
      or exists (select 1 from unnest($3::text[]) as r (pattern) where record like pattern)`,
  },
  {
    table: "look_up",
    statement: `delete from look_up where person_id = any($2::uuid[]) or lower(email) = any($4::text[])
      or exists (select 1 from unnest($3::text[]) as r (pattern) where record like pattern)`,
  },
  {
    table: "link_view_part",
    statement: `delete from link_view_part where view_id in (
      select v.id from link_view v join share s on s.id = v.share_id where s.identity_id = any($1::bigint[]))`,
  },
  ...["link_view", "link_fetch", "link_code"].map((table) => ({
    table,
    statement: `delete from ${table} where share_id in (select id from share where identity_id = any($1::bigint[]))`,
  })),
  ...["share", "put_away", "asset_reader"].map((table) => ({
    table,
    statement: `delete from ${table} where identity_id = any($1::bigint[])`,
  })),
  { table: "fact", statement: "delete from fact where identity_id = any($1::bigint[])" },
  {
    table: "identity_conflict",
    statement: `delete from identity_conflict where identity_a = any($1::bigint[]) or identity_b = any($1::bigint[])
      or person_a = any($2::uuid[]) or person_b = any($2::uuid[])`,
  },
  {
    table: "person_merge",
    statement: `delete from person_merge where from_person = any($2::uuid[]) or into_person = any($2::uuid[])
      or from_home = any($2::uuid[]) or into_home = any($2::uuid[])`,
  },
  {
    table: "kept_apart",
    statement: "delete from kept_apart where person_a = any($2::uuid[]) or person_b = any($2::uuid[])",
  },
  {
    table: "identity_link",
    statement:
      "delete from identity_link where identity_id = any($1::bigint[]) or person_id = any($2::uuid[])",
  },
  { table: "person", statement: "delete from person where id = any($2::uuid[])" },
];

/**
 * Takes who they are: every row that hangs on their identities and persons, and these themselves. Whoever calls it
 * holds these rows.
 * @param when the time zone in which weeks begin, and now
 */
export async function eraseRows(
  sql: Sql,
  state: ErasureState,
  { timeZone, now }: { timeZone: string; now: Date },
): Promise<void> {
  const { progress, sealed } = state;
  const { subject } = sealed;
  const ids = idsOf(subject);
  const stays = new Set(subject.shared);
  const erased = ids.filter((id) => !stays.has(id));
  // What came after the last look at it.
  while (!(await eraseHistory(sql, state, timeZone, erased)));
  const records = recordPatterns(subject);
  const values = [ids, subject.persons, records, subject.addresses];
  const run = async (table: string, statement: string, given: readonly unknown[]) => {
    // Each statement names all four, so that all can be given the same.
    const [row] = await sql.query<{ count: number }>(
      `with given as (select $1::bigint[], $2::uuid[], $3::text[], $4::text[]), gone as (${statement} returning 1)
       select count(*)::int as count from gone`,
      given,
    );
    take(progress, table, { deleted: row?.count ?? 0 });
  };
  await eraseFromOpportunities(sql, progress, ids, subject.addresses);
  const { persons, addresses } = subject;
  const hasFeedback = await eraseFromFeedback(sql, progress, { ids, persons, records, addresses, now });
  take(progress, "company_fact", { deleted: await eraseTypedNames(sql, ids) });
  const companies = await sql.query<{ id: string }>(
    "delete from company_member where identity_id = any($1::bigint[]) returning company_id as id",
    [ids],
  );
  take(progress, "company_member", { deleted: companies.length });
  await eraseLoneCompanies(sql, progress, [...new Set(companies.map(({ id }) => id))]);
  // Who opens one of their links now waits, and finds that it is gone.
  await sql.query("select 1 from share where identity_id = any($1::bigint[]) order by id for update", [ids]);
  for (const { table, statement } of ROWS) {
    const parts = statement.includes("$1") ? chunksOf(ids) : [ids];
    for (const part of parts) await run(table, statement, [part, ...values.slice(1)]);
  }
  // A name that was theirs once, before it turned out to be somebody else's.
  await sql.query("update identity_link set home_person_id = null where home_person_id = any($1::uuid[])", [
    subject.persons,
  ]);
  for (const part of chunksOf(erased)) {
    const weeks = await sql.query(
      "delete from touchpoint_week where identity_id = any($1::bigint[]) returning 1",
      [part],
    );
    take(progress, "touchpoint_week", { deleted: weeks.length });
    const gone = await sql.query("delete from identity where id = any($1::bigint[]) returning 1", [part]);
    take(progress, "identity", { deleted: gone.length });
  }
  // Every click waits for this until the step is committed.
  if (hasFeedback) await touchFeedback(sql);
}

/** Some persons have thousands of browsers; one statement, which is bounded, takes so many. At least one part. */
function chunksOf(ids: readonly number[]): number[][] {
  const parts: number[][] = [];
  for (let start = 0; start === 0 || start < ids.length; start += CHUNK)
    parts.push(ids.slice(start, start + CHUNK));
  return parts;
}

/** What they alone typed as their company's name, where it names a company that others belong to. */
async function eraseTypedNames(sql: Sql, ids: readonly number[]): Promise<number> {
  const gone = await sql.query(
    `delete from company_fact c
     using company_member own, fact said
     where own.identity_id = any($1::bigint[]) and c.company_id = own.company_id and c.key = 'name' and c.typed
       and said.identity_id = any($1::bigint[]) and said.key = 'company' and said.value = c.value
       and not exists (
         select 1 from company_member other join fact f on f.identity_id = other.identity_id
         where other.company_id = c.company_id and other.identity_id <> all($1::bigint[])
           and f.key = 'company' and f.value = c.value
       )
     returning 1`,
    [ids],
  );
  return gone.length;
}

/**
 * What was said of companies that nobody else belongs to: of a freelancer it says who they are. The company's row
 * stays, a number with nothing on it: a batch under way may be about to put somebody else there.
 */
async function eraseLoneCompanies(
  sql: Sql,
  progress: ErasureState["progress"],
  companies: readonly string[],
): Promise<void> {
  for (const table of ["company_fact", "company_key"]) {
    const gone = await sql.query(
      `delete from ${table} where company_id = any($1::uuid[])
         and not exists (select 1 from company_member m where m.company_id = ${table}.company_id)
       returning 1`,
      [companies],
    );
    take(progress, table, { deleted: gone.length });
  }
}

/** Their records as look-ups write them, `crm/org/id`: a record whose org is not known is any production org's. */
function recordPatterns({ identities }: Subject): string[] {
  return identities.flatMap(({ kind, namespace, value }) => {
    if (kind !== "crm_record") return [];
    const [crm, org = "*"] = namespace.split(":");
    const id = value.replaceAll("_", "\\_");
    return [`${crm}/${org === "*" && !isSandbox(org) ? "%" : org.replaceAll("_", "\\_")}/${id}`];
  });
}

const idsOf = ({ identities }: Subject) => identities.map(({ id }) => id);
