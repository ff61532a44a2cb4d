import type { Store } from "../../hub/store/store.ts";

/** What must hold of who is who whatever happened; each check gives what breaks it, in words. */

interface LinkRow {
  identity: string;
  shared: boolean;
  person_id: string;
  home: string;
}

/** The current links of names with `mark` in them, as a text that is the same exactly if they are. */
export async function currentLinks(store: Store, mark: string): Promise<string> {
  const rows = await readLinks(store, mark);
  return rows
    .map(({ identity, shared, person_id }) => `${identity}${shared ? " (shared)" : ""} -> ${person_id}`)
    .sort()
    .join("\n");
}

function readLinks(store: Store, mark: string): Promise<LinkRow[]> {
  return store.query<LinkRow>(
    `select i.kind || ' ' || i.value || '#' || i.epoch as identity, l.shared, l.person_id,
       coalesce(l.home_person_id, l.person_id) as home
     from identity i join identity_link l on l.identity_id = i.id and l.ended_at is null
     where i.value like $1 or i.namespace like $1`,
    [`%${mark}%`],
  );
}

/** Every name has one owner at most, who stands for all whom merges made one with them; and no name was lost. */
export async function brokenLinks(store: Store, mark: string): Promise<string[]> {
  const links = await readLinks(store, mark);
  const merges = await store.query<{ from_home: string; into_home: string }>(
    "select from_home, into_home from person_merge where undone_at is null",
  );
  const rootOf = new Map<string, string>();
  const root = (id: string): string => {
    const up = rootOf.get(id) ?? id;
    return up === id ? id : root(up);
  };
  for (const { from_home, into_home } of merges) rootOf.set(root(from_home), root(into_home));

  const broken: string[] = [];
  const standing = new Map<string, string>();
  const owned = new Set<string>();
  for (const { identity, shared, person_id, home } of links) {
    if (!shared && owned.has(identity)) broken.push(`${identity} has two owners`);
    if (!shared) owned.add(identity);
    if (root(home) !== root(person_id))
      broken.push(`${identity} is with somebody whom nothing made one with its own`);
    const other = standing.get(root(person_id));
    if (other !== undefined && other !== person_id) broken.push(`${identity}: two stand for one person`);
    standing.set(root(person_id), person_id);
  }
  const lost = await store.query<{ identity: string }>(
    `select i.kind || ' ' || i.value as identity from identity i
     where (i.value like $1 or i.namespace like $1)
       and exists (select from identity_link l where l.identity_id = i.id and not l.shared and l.by <> 'member')
       and not exists (select from identity_link l where l.identity_id = i.id and not l.shared and l.ended_at is null)`,
    [`%${mark}%`],
  );
  // A record that a rep confirmed and a tool then named is the tool's; taken back by the rep, it stays so.
  return [...broken, ...lost.map(({ identity }) => `${identity} was lost`)];
}

/**
 * Every event that was kept and tells what somebody did stands as one touchpoint, and the weeks count what
 * recounting gives.
 * @param expected how many of them there are, where nobody was erased
 */
export async function brokenCounts(store: Store, sourceIds: string[], expected?: number): Promise<string[]> {
  const [row] = await store.query<{ events: number; touchpoints: number; miscounted: number }>(
    `with own as (select * from touchpoint where source_id = any($1::uuid[])),
       recounted as (
         select identity_id, date_trunc('week', at at time zone 'UTC')::date as week, kind, passive, count(*)::int as count
         from own group by 1, 2, 3, 4
       ),
       kept as (
         select identity_id, week, kind, passive, count from touchpoint_week
         where identity_id in (select identity_id from own)
       )
     select (select count(*) from own)::int as touchpoints,
       (select count(*) from raw_event where source_id = any($1::uuid[]) and type = 'track')::int as events,
       (select count(*) from (
         (select * from recounted except select * from kept) union all (select * from kept except select * from recounted)
       ) different)::int as miscounted`,
    [sourceIds],
  );
  const events = expected ?? row?.events;
  return [
    ...(row?.touchpoints === events ? [] : [`${row?.touchpoints} touchpoints of ${events} events`]),
    ...(row?.miscounted === 0 ? [] : [`${row?.miscounted} weeks are miscounted`]),
  ];
}

/** The touchpoints of a source that are not of whoever has this address, by number. */
export async function touchpointsOfOthers(store: Store, sourceId: string, email: string): Promise<number[]> {
  const rows = await store.query<{ id: number }>(
    `select t.id from touchpoint t where t.source_id = $1 and not exists (
       select from identity i
       join identity_link owner on owner.identity_id = i.id and owner.ended_at is null and not owner.shared
       join identity_link own on own.person_id = owner.person_id and own.ended_at is null and not own.shared
       where i.kind = 'email' and i.value = $2 and own.identity_id = t.identity_id)
     order by t.id`,
    [sourceId, email],
  );
  return rows.map(({ id }) => id);
}

/** The owner of each address of its own, by address. */
export async function ownersOfAddresses(store: Store, mark: string): Promise<Map<string, string>> {
  const rows = await store.query<{ value: string; person_id: string }>(
    `select i.value, l.person_id from identity i
     join identity_link l on l.identity_id = i.id and l.ended_at is null and not l.shared
     where i.kind = 'email' and i.value like $1`,
    [`%${mark}%`],
  );
  return new Map(rows.map(({ value, person_id }) => [value, person_id]));
}

/** Addresses of two people that are one person's now. */
export function marriedAddresses(before: Map<string, string>, after: Map<string, string>): string[] {
  const married: string[] = [];
  for (const [one, owner] of before) {
    for (const [other, second] of before) {
      if (one < other && owner !== second && after.has(one) && after.get(one) === after.get(other))
        married.push(`${one} and ${other} were married`);
    }
  }
  return married;
}

/** Whose touchpoints are whose, as groups of titles, each sorted. */
export async function groupsOfTouchpoints(store: Store, sourceIds: string[]): Promise<string[]> {
  const rows = await store.query<{ titles: string[] }>(
    `select array_agg(t.title order by t.title) as titles from touchpoint t
     left join identity_link l on l.identity_id = t.identity_id and l.ended_at is null and not l.shared
     where t.source_id = any($1::uuid[]) group by coalesce(l.person_id::text, 'of ' || t.identity_id)`,
    [sourceIds],
  );
  return rows.map(({ titles }) => titles.join(", ")).sort();
}
