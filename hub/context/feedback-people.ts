import type { RecordRef } from "../../lib/contract/record.ts";
import { recordKey } from "../../lib/contract/record-key.ts";
import type { FeedbackPeople, LookedUp } from "../feedback/people.ts";
import { ApiError } from "../http/api-error.ts";
import { findPerson } from "../people/find-person.ts";
import { type KnownPerson, readPerson } from "../people/read-person.ts";
import { sharePeople } from "../reader/share-people.ts";
import type { Sql } from "../store/store.ts";

const NOBODY: LookedUp = { personId: null, identityId: null, companyId: null };

/** People, as feedback asks about them. */
export const feedbackPeople: FeedbackPeople = {
  lookedUp,
  personOf,
  identitiesOf,
  recordOf: sharePeople.recordOf,
};

async function lookedUp(
  sql: Sql,
  { record, memberId }: Parameters<FeedbackPeople["lookedUp"]>[1],
): Promise<LookedUp> {
  const [looked] = await sql.query<{ person_id: string | null }>(
    `select person_id from look_up where member_id = $1 and record = $2
     order by person_id is null, at desc limit 1`,
    [memberId, recordKey(record)],
  );
  if (!looked) throw new ApiError("forbidden", "Open this person's record first.");
  // By an address alone nothing is bound to the record: then it is whom the member saw there.
  const personId = (await findPerson(sql, record))?.personId ?? looked.person_id;
  const person = personId === null ? undefined : await readPerson(sql, personId);
  if (person === undefined) return NOBODY;
  const own = ownOf(person);
  const identity =
    own.find(({ kind, value }) => kind === "crm_record" && value === record.id) ??
    own.find(({ kind }) => kind === "email") ??
    own[0];
  return { personId: person.id, identityId: identity?.id ?? null, companyId: person.company?.id ?? null };
}

async function personOf(sql: Sql, identityId: number): Promise<LookedUp> {
  const [link] = await sql.query<{ person_id: string }>(
    "select person_id from identity_link where identity_id = $1 and ended_at is null and not shared limit 1",
    [identityId],
  );
  const person = link && (await readPerson(sql, link.person_id));
  if (!person) return { ...NOBODY, identityId };
  return { personId: person.id, identityId, companyId: person.company?.id ?? null };
}

async function identitiesOf(sql: Sql, record: RecordRef): Promise<number[]> {
  const found = await findPerson(sql, record);
  const person = found && (await readPerson(sql, found.personId));
  return person ? ownOf(person).map(({ id }) => id) : [];
}

const ownOf = ({ identities }: KnownPerson) => identities.filter(({ shared }) => !shared);
