import { RecordRef } from "../../lib/contract/record.ts";
import { recordKey } from "../../lib/contract/record-key.ts";
import { ApiError } from "../http/api-error.ts";
import { objectOfRecord } from "../people/crm-record.ts";
import { readEmail } from "../people/email.ts";
import { findPerson, recordNamespaces } from "../people/find-person.ts";
import { companyName, type PersonIdentity, readPerson } from "../people/read-person.ts";
import type { Named, People } from "../shares/addressee.ts";
import type { Sql } from "../store/store.ts";

const DAY_MS = 24 * 3_600_000;
/** So many of a person's names are asked what they are called. */
const CONSIDERED = 50;

/** People, as shares ask about them. */
export const sharePeople: People = { addressee, named, lookedUp, recordOf };

async function addressee(
  sql: Sql,
  { record, memberId, now }: Parameters<People["addressee"]>[1],
): ReturnType<People["addressee"]> {
  const [seen] = await sql.query<{ person_id: string | null }>(
    `select person_id from look_up where member_id = $1 and record = $2 and at > $3
     order by person_id is null, at desc limit 1`,
    [memberId, recordKey(record), new Date(now.getTime() - DAY_MS)],
  );
  if (!seen) {
    throw new ApiError("forbidden", "Open this person's record first: who sends something looks them up.");
  }
  // By an address alone nothing is bound to the record: then it is whom the member saw there.
  const personId = (await findPerson(sql, record))?.personId ?? seen.person_id ?? undefined;
  const person = personId === undefined ? undefined : await readPerson(sql, personId);
  const namespaces = recordNamespaces(record);
  const own = person?.identities.filter(({ shared }) => !shared) ?? [];
  const email = own.find(({ kind, shown }) => kind === "email" && isPersonal(shown));
  const identity =
    email ??
    own.find(
      ({ kind, namespace, value }) =>
        kind === "crm_record" && namespaces.includes(namespace) && value === record.id,
    ) ??
    own[0];
  if (person === undefined || identity === undefined) {
    throw new ApiError(
      "not_found",
      "Nobody is known for this record yet, so there is nobody to send to. Say who it is first.",
    );
  }
  return {
    personId: person.id,
    name: person.facts.name,
    email: email?.shown,
    identityIds: own.map(({ id }: PersonIdentity) => id),
    identityId: identity.id,
  };
}

/** Not one that several people read. */
function isPersonal(shown: string): boolean {
  return readEmail(shown)?.sharedMailbox === false;
}

// Lateral rows with a limit, so that indexes are used: see identity-state.
const NAMED = `
  with asked as materialized (
    select a.id, l.person_id from unnest($1::bigint[]) as a (id) cross join lateral (
      select person_id from identity_link where identity_id = a.id and ended_at is null and not shared limit 1
    ) l
  ), own as materialized (
    select p.person_id, l.identity_id from (select distinct person_id from asked) p cross join lateral (
      select identity_id from identity_link where person_id = p.person_id and ended_at is null and not shared
      order by identity_id limit ${CONSIDERED}
    ) l
  )
  select asked.id as identity_id, asked.person_id,
    coalesce(
      (select f.value from own cross join lateral (
         select value, at, id from fact where identity_id = own.identity_id and key = 'name'
         order by at desc, id desc limit 1
       ) f where own.person_id = asked.person_id order by f.at desc, f.id desc limit 1),
      (select shown from identity where id = asked.id)
    ) as name,
    (select json_build_object(
       'domain', (select value from company_key where company_id = m.company_id and kind = 'domain' order by value limit 1),
       'name', (select value from company_fact where company_id = m.company_id and key = 'name'
                order by typed, at desc, id desc limit 1))
     from own cross join lateral (
       select company_id, at from company_member where identity_id = own.identity_id
       order by at desc, company_id limit 1
     ) m where own.person_id = asked.person_id order by m.at desc, m.company_id limit 1) as company
  from asked`;

async function named(sql: Sql, identityIds: readonly number[]): Promise<Map<number, Named>> {
  if (identityIds.length === 0) return new Map();
  const rows = await sql.query<{
    identity_id: number;
    person_id: string;
    name: string;
    company: { name: string | null; domain: string | null } | null;
  }>(NAMED, [[...new Set(identityIds)]]);
  return new Map(
    rows.map(({ identity_id, person_id, name, company }) => [
      identity_id,
      { personId: person_id, name, company: company ? companyName(company) : undefined },
    ]),
  );
}

async function lookedUp(
  sql: Sql,
  { identityId, memberId, now }: Parameters<People["lookedUp"]>[1],
): Promise<boolean> {
  const rows = await sql.query(
    `select 1 from identity_link l join look_up on look_up.person_id = l.person_id
     where l.identity_id = $1 and l.ended_at is null and look_up.member_id = $2 and look_up.at > $3 limit 1`,
    [identityId, memberId, new Date(now.getTime() - DAY_MS)],
  );
  return rows.length > 0;
}

function recordOf(key: string): RecordRef | undefined {
  const [crm = "", org, id = ""] = key.split("/");
  const parsed = RecordRef.safeParse({ crm, org, object: objectOfRecord(crm, id), id });
  return parsed.success ? parsed.data : undefined;
}
