import { identifierKey } from "../people/identifiers.ts";
import type { Name } from "../people/suppression.ts";
import type { Sql } from "../store/store.ts";
import { mentionOfBody } from "./event-names.ts";

/** Events that are read for it, the newest: an address is bound by one or a few. */
const MOST_EVENTS = 2_000;

/**
 * Which names several of a person's addresses came with, such as a user id that a tool sends for everybody. Whoever
 * comes under one of these next may be a stranger.
 * @param identities all that are theirs
 * @param addresses theirs
 * @returns `identifierKey`s, by the events that bound an address or said a fact, as far as these are kept
 */
export async function namesOfSeveralAddresses(
  sql: Sql,
  identities: readonly (Name & { id: number })[],
  addresses: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  if (addresses.size < 2) return new Set();
  const emails = identities.filter(({ kind }) => kind === "email").map(({ id }) => id);
  const events = await sql.query<{ source_id: string; org: string | null; type: string; body: string }>(
    `select e.source_id, s.org, e.type, e.body from raw_event e left join source s on s.id = e.source_id
     where e.id in (
       select id from (
         select event_id as id from identity_link where identity_id = any($1::bigint[])
         union select event_id from fact where identity_id = any($2::bigint[])
       ) said where id is not null order by id desc limit ${MOST_EVENTS})`,
    [emails, identities.map(({ id }) => id)],
  );
  const cameWith = new Map<string, Set<string>>();
  for (const { source_id: id, org, type, body } of events) {
    const mention = mentionOfBody(body, type, { id, org });
    if (mention === undefined) continue;
    const said = mention.claims.flatMap(({ kind, value }) =>
      kind === "email" && addresses.has(value) ? [value] : [],
    );
    const others = mention.claims.filter(({ kind }) => kind !== "email");
    for (const name of mention.anonymous ? [...others, mention.anonymous] : others) {
      const key = identifierKey(name);
      cameWith.set(key, new Set([...(cameWith.get(key) ?? []), ...said]));
    }
  }
  return new Set([...cameWith].filter(([, those]) => those.size > 1).map(([key]) => key));
}
