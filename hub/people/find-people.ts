import type { z } from "zod";
import type { FindPeopleReply, FindPeopleRequest } from "../../lib/contract/person.ts";
import { recordKey } from "../../lib/contract/record-key.ts";
import { ApiError } from "../http/api-error.ts";
import type { Sql } from "../store/store.ts";
import { readRecordId } from "./crm-record.ts";
import { type Email, readEmail } from "./email.ts";
import { recordNamespaces } from "./find-person.ts";
import { emailIdentifier, namespaces } from "./identifiers.ts";
import { readListedPersons } from "./listed-persons.ts";
import { successorOf } from "./read-person.ts";
import { heldOff } from "./suppression.ts";

type Asked = z.output<typeof FindPeopleRequest>;

/** More share a mailbox than anybody would read through. */
const MOST = 50;

/**
 * The persons of an exact address, a record or an id, with every name they go by: several where sandboxes have
 * copies or a mailbox is shared. Who was merged is found as who they are now. A member's search is kept among
 * the look-ups.
 * @param sql a transaction
 * @param memberId null: by an admin token, of which no look-up is kept
 */
export async function findPeople(
  sql: Sql,
  asked: Asked,
  { memberId, now }: { memberId: string | null; now: Date },
): Promise<z.input<typeof FindPeopleReply>> {
  const email = asked.email === undefined ? undefined : readEmail(asked.email);
  if (asked.email !== undefined && email === undefined) {
    throw new ApiError(
      "bad_request",
      "This is not an e-mail address. Give the whole of it, as in maya@initech.com.",
    );
  }
  const ids = await findIds(sql, asked, email);
  const persons = await readListedPersons(sql, ids);
  const items = ids.flatMap((id) => persons.get(id) ?? []).filter(({ identityCount }) => identityCount > 0);
  if (memberId !== null) {
    await logSearch(sql, { memberId, now, asked, email, personIds: items.map(({ id }) => id) });
  }
  return { items, next: null };
}

async function findIds(sql: Sql, { record, id }: Asked, email: Email | undefined): Promise<string[]> {
  if (id !== undefined) {
    const personId = id.toLowerCase();
    return [(await successorOf(sql, personId)) ?? personId];
  }
  const names =
    record === undefined
      ? { kind: "email", spaces: await emailNamespaces(sql), value: email?.value }
      : {
          kind: "crm_record",
          spaces: recordNamespaces(record),
          value: readRecordId(record.crm, record.id) ?? record.id,
        };
  // Lateral, so that indexes are used: see identity-state.
  const rows = await sql.query<{ person_id: string }>(
    `select distinct l.person_id from unnest($2::text[]) as space (name)
     cross join lateral (
       select id from identity where kind = $1 and namespace = space.name and value = $3
       order by epoch desc limit 1
     ) i
     cross join lateral (
       select person_id from identity_link where identity_id = i.id and ended_at is null limit ${MOST}
     ) l
     order by 1 limit ${MOST}`,
    [names.kind, names.spaces, names.value],
  );
  return rows.map(({ person_id }) => person_id);
}

/** Where an address may count: in production, and in each sandbox of which a tool or an import told. */
async function emailNamespaces(sql: Sql): Promise<string[]> {
  const rows = await sql.query<{ org: string | null }>("select org from source union select org from import");
  return [...new Set(["", ...rows.map(({ org }) => namespaces(org).email)])];
}

interface Search {
  memberId: string;
  now: Date;
  asked: Asked;
  email: Email | undefined;
  personIds: string[];
}

/** One row for each person that was shown, or one that says that nobody was. */
async function logSearch(sql: Sql, { memberId, now, asked, email, personIds }: Search): Promise<void> {
  // The address of who was erased is kept nowhere.
  const isHeld = email !== undefined && (await heldOff(sql, [emailIdentifier(email, "")])).size > 0;
  await sql.query(
    `insert into look_up (member_id, at, by, record, email, person_id, snapshot)
     select $1, $2, $3, $4, $5, person_id, pg_current_snapshot() from unnest($6::uuid[]) as shown (person_id)`,
    [
      memberId,
      now,
      email === undefined ? "record" : "email_typed",
      asked.record === undefined ? "" : recordKey(asked.record),
      isHeld ? null : (email?.shown ?? null),
      personIds.length > 0 ? personIds : [null],
    ],
  );
}
