import { isSandbox } from "../../lib/contract/record-key.ts";
import type { Email } from "../people/email.ts";
import { identifierKey } from "../people/identifiers.ts";
import { readMergedWith } from "../people/merge-tree.ts";
import type { Name } from "../people/suppression.ts";
import type { Sql } from "../store/store.ts";
import { addressesOfId } from "./addresses-in-text.ts";
import { namesOfSeveralAddresses } from "./several-addresses.ts";

/** Everything by which one person is known: who is to be erased, or told what is held of them. */
export interface Subject {
  /** The address asked for and every other of their own, as two are compared. */
  addresses: string[];
  /** Their identities, those of their copies in sandboxes too. */
  identities: (Name & { id: number })[];
  /** Of these, browsers that others use too: the row is theirs as well, and only what hangs on it goes. */
  shared: number[];
  /** Persons that they are, or were before a merge. */
  persons: string[];
  /** What must not bring them back. */
  held: Name[];
  /** Names that several of the addresses came with: erased, and not held off, since a stranger may come by them. */
  several: Name[];
}

/**
 * Finds who an address belongs to. An address that several people read is a subject by itself: nobody's who
 * shares it. One that nobody has is a subject without identities.
 * @param more identities that turned out to be the subject's, because they name the address
 */
export async function findSubject(sql: Sql, email: Email, more: readonly number[] = []): Promise<Subject> {
  const addresses = new Set([email.value]);
  const production = await readProduction(sql, email, addresses);
  // A sandbox's copy may be called by others' addresses too: these are erased there and nowhere else.
  const copies = await readOwned(sql, email, addresses, isSandbox);
  const persons = [...new Set([...production.persons, ...copies.persons])];
  const identities = await readIdentities(sql, [
    ...[...production.identities, ...copies.identities].map(({ id }) => id),
    ...more,
  ]);
  const ids = identities.map(({ id }) => id);
  // A browser that goes by the address cannot stay, whoever uses it.
  const nameless = identities.filter(
    ({ kind, value }) =>
      kind === "anonymous_id" && ![...addressesOfId(value)].some((one) => addresses.has(one)),
  );
  const browsers = await readBrowsers(
    sql,
    nameless.map(({ id }) => id),
    persons,
  );
  const ofSeveral = await namesOfSeveralAddresses(sql, identities, addresses);
  const ownOnly = identities.filter((name) => !ofSeveral.has(identifierKey(name)));
  const records = await recordsAnywhere(sql, ownOnly, persons);
  const names = ownOnly.filter(({ id, kind }) => kind !== "email" && !browsers.used.has(id));
  const held: Name[] = [
    ...[...addresses].map((value) => ({ kind: "email" as const, namespace: "", value })),
    ...names.map(({ kind, namespace, value }) => ({ kind, namespace, value })),
    ...records,
  ];
  return {
    addresses: [...addresses].sort(),
    identities,
    shared: browsers.newest,
    persons: [...persons, ...(await readFormerPersons(sql, ids, persons))].sort(),
    held: [...new Map(held.map((name) => [identifierKey(name), name])).values()],
    several: identities.flatMap(({ id, kind, namespace, value }) =>
      !browsers.used.has(id) && ofSeveral.has(identifierKey({ kind, namespace, value }))
        ? [{ kind, namespace, value }]
        : [],
    ),
  };
}

interface Owned {
  identities: (Name & { id: number })[];
  persons: string[];
}

/** Follows addresses to their owners, and these to their other addresses, until there are no more. */
async function readProduction(sql: Sql, email: Email, addresses: Set<string>): Promise<Owned> {
  for (;;) {
    const owned = await readOwned(sql, email, addresses, (namespace) => !isSandbox(namespace));
    const known = addresses.size;
    if (!email.sharedMailbox)
      for (const { kind, value } of owned.identities) if (kind === "email") addresses.add(value);
    if (addresses.size === known) return owned;
  }
}

/** Who has these addresses now, and by what else they are known. */
async function readOwned(
  sql: Sql,
  email: Email,
  addresses: ReadonlySet<string>,
  isHere: (namespace: string) => boolean,
): Promise<Owned> {
  const everywhere = await sql.query<Name & { id: number }>(
    "select id, kind, namespace, value from identity where kind = 'email' and value = any($1::text[])",
    [[...addresses]],
  );
  const mailboxes = everywhere.filter(({ namespace }) => isHere(namespace));
  if (email.sharedMailbox) return { identities: mailboxes, persons: [] };
  const persons = await sql.query<{ id: string }>(
    `select distinct person_id as id from identity_link
     where identity_id = any($1::bigint[]) and ended_at is null and not shared`,
    [mailboxes.map(({ id }) => id)],
  );
  const own = await sql.query<Name & { id: number }>(
    `select i.id, i.kind, i.namespace, i.value from identity_link l
     cross join lateral (select * from identity where id = l.identity_id limit 1) i
     where l.person_id = any($1::uuid[]) and l.ended_at is null and not l.shared`,
    [persons.map(({ id }) => id)],
  );
  return { identities: [...mailboxes, ...own], persons: persons.map(({ id }) => id) };
}

function readIdentities(sql: Sql, ids: readonly number[]) {
  return sql.query<Name & { id: number }>(
    "select id, kind, namespace, value from identity where id = any($1::bigint[]) order by id",
    [[...new Set(ids)]],
  );
}

/** Browsers that somebody else used too, before or after; and of those the epoch that is now. */
async function readBrowsers(
  sql: Sql,
  browsers: readonly number[],
  persons: readonly string[],
): Promise<{ used: Set<number>; newest: number[] }> {
  const rows = await sql.query<{ id: number; newest: boolean }>(
    `select own.id, not exists (
       select 1 from identity later where later.kind = own.kind and later.namespace = own.namespace
         and later.value = own.value and later.epoch > own.epoch
     ) as newest
     from identity own where own.id = any($1::bigint[]) and exists (
       select 1 from identity other join identity_link l on l.identity_id = other.id and l.ended_at is null
       where other.kind = own.kind and other.namespace = own.namespace and other.value = own.value
         and l.person_id <> all($2::uuid[])
     )`,
    [browsers, persons],
  );
  return {
    used: new Set(rows.map(({ id }) => id)),
    newest: rows.filter(({ newest }) => newest).map(({ id }) => id),
  };
}

/** A production record's id, said without its org, means the same one; unless another org has that id too. */
async function recordsAnywhere(
  sql: Sql,
  identities: Subject["identities"],
  persons: readonly string[],
): Promise<Name[]> {
  const records = identities.filter(({ kind, namespace }) => kind === "crm_record" && !isSandbox(namespace));
  if (records.length === 0) return [];
  const others = await sql.query<{ value: string }>(
    `select i.value from identity i join identity_link l on l.identity_id = i.id and l.ended_at is null
     where i.kind = 'crm_record' and i.value = any($1::text[]) and i.namespace not like '%.sandbox'
       and l.person_id <> all($2::uuid[])`,
    [records.map(({ value }) => value), persons],
  );
  const taken = new Set(others.map(({ value }) => value));
  return records
    .filter(({ value }) => !taken.has(value))
    .map(({ kind, namespace, value }) => ({
      kind,
      namespace: `${namespace.slice(0, namespace.indexOf(":"))}:*`,
      value,
    }));
}

/**
 * Who was merged into the subject: by the merges that are known; and, of those that release 0.1.0 kept no record of, by
 * who once had these identities and has nothing now. Who is one with somebody else was taken for the subject once.
 */
async function readFormerPersons(sql: Sql, identities: number[], persons: string[]): Promise<string[]> {
  const merged = (await Promise.all(persons.map((id) => readMergedWith(sql, id)))).flat();
  const rows = await sql.query<{ id: string }>(
    `select distinct once.person_id as id from identity_link once
     where once.identity_id = any($1::bigint[]) and not once.shared and once.person_id <> all($2::uuid[])
       and not exists (select 1 from identity_link now where now.person_id = once.person_id and now.ended_at is null)
       and not exists (select 1 from person_merge m where m.from_home = once.person_id and m.undone_at is null)
       and not exists (select 1 from person_merge m where m.into_home = once.person_id and m.undone_at is null)`,
    [identities, persons],
  );
  return [...new Set([...merged, ...rows.map(({ id }) => id)])].filter((id) => !persons.includes(id));
}
