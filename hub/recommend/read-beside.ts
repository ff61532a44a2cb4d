import { type Told, type ToldFact, toldOf } from "../conditions/told.ts";
import { openOfFewSql } from "../opportunities/pipeline.ts";
import type { Sql } from "../store/store.ts";

/** Newest active touchpoints of a person that are looked at, with those of the first page. */
export const LOOKED_AT = 200;

/** A touchpoint, as far as conditions ask. */
export interface SeenRow {
  id: number;
  at: Date;
  kind: string;
  title: string;
  detail: string | null;
  words: string | null;
  url: string | null;
  shared: boolean;
}

/** What recommending needs beside what a look-up reads anyway. Times in milliseconds. */
export interface Beside {
  teams: string[];
  stages: Told;
  unsubscribedAt: number | null;
  industry: string | null;
  employees: string | null;
  country: string | null;
  sent: { asset: string; sent: number | null; read: number | null }[];
  putAway: string[];
  /** Behind those that were skipped, newest first. */
  older: SeenRow[];
  talked: Talked;
  /** The largest open opportunity of theirs or their company's. */
  deal: { amount: number | null; currency: string; closesOn: string | null } | null;
}

/** What talking points need to know of this member and person. */
export interface Talked {
  /** What the member said of sentences to this person: the newest word that stands. */
  said: { versionId: string; id: string; type: "landed" | "fell_flat" }[];
  /** Who was given a place of the questions that are open. */
  places: { askId: string; mine: boolean; record: string; ended: boolean }[];
}

interface Row extends Omit<Beside, "teams" | "stages" | "sent" | "putAway" | "older" | "talked"> {
  teams: string[] | null;
  stages: ToldFact[] | null;
  sent: Beside["sent"] | null;
  put_away: string[] | null;
  older: (Omit<SeenRow, "at"> & { at: number })[] | null;
  said: Talked["said"] | null;
  places: Talked["places"] | null;
}

const MS = (column: string) => `(extract(epoch from ${column}) * 1000)::float8`;
const newestFact = (key: string) => `(
  select ${MS("newest.at")} from unnest($1::bigint[]) as own (id) cross join lateral (
    select at, id from fact where identity_id = own.id and key = '${key}' order by at desc, id desc limit 1
  ) newest order by newest.at desc, newest.id desc limit 1)`;
const companyFact = (key: string) => `(
  select value from company_fact where company_id = $3 and key = '${key}' order by typed, at desc, id desc limit 1)`;

const STATEMENT = `
  select
    (select array_agg(team_id::text) from team_member join team on team.id = team_id and deleted_at is null
     where member_id = $4) as teams,
    (select json_agg(json_build_object('value', value, 'at', ${MS("at")}) order by at desc, id desc)
     from fact where identity_id = any($1::bigint[]) and key = 'stage') as stages,
    ${newestFact("unsubscribed")} as "unsubscribedAt",
    ${companyFact("industry")} as industry,
    ${companyFact("employees")} as employees,
    ${companyFact("country")} as country,
    (select json_agg(json_build_object('asset', asset_id, 'sent', ${MS("sent_at")}, 'read', ${MS("read_at")}))
     from (
       select asset_id, max(greatest(copied_at, composed_at)) as sent_at, max(person_read_at) as read_at
       from share where identity_id = any($1::bigint[]) group by asset_id
     ) s) as sent,
    (select array_agg(distinct asset_id::text) from put_away
     where identity_id = any($1::bigint[]) and undone_at is null) as put_away,
    (select json_build_object('amount', amount::float8, 'currency', currency, 'closesOn', closes_on)
     from opportunity where id in (${openOfFewSql("array[$3]", "$1")})
     order by amount desc nulls last, id limit 1) as deal,
    (select json_agg(json_build_object('id', id, 'at', ${MS("at")}, 'kind', kind, 'title', title, 'detail', detail,
       'words', words, 'url', url, 'shared', false) order by at desc, id desc)
     from (
       select t.* from unnest($1::bigint[]) as own (id) cross join lateral (
         select id, at, kind, title, detail, words, url from touchpoint
         where identity_id = own.id and not passive
         order by at desc, id desc limit $2
       ) t order by t.at desc, t.id desc limit $2 offset $5
     ) o) as older,
    (select json_agg(json_build_object('versionId', claim_version_id, 'id', id, 'type', type) order by arrived)
     from feedback where identity_id = any($1::bigint[]) and member_id = $4 and claim_version_id is not null
       and type in ('landed', 'fell_flat') and taken_back_at is null and replaced_at is null) as said,
    (select json_agg(json_build_object('askId', ask_id, 'mine', member_id = $4, 'record', record,
       'ended', ended_at is not null))
     from claim_ask_place where ask_id = any($6::uuid[])) as places`;

/**
 * Reads it in one statement.
 * @param who `identities`: those that are the person's alone; `skip`: how many of the
 *   newest touchpoints are read already; `asks`: questions that are open
 */
export async function readBeside(
  sql: Sql,
  who: {
    identities: readonly number[];
    companyId: string | undefined;
    memberId: string;
    skip: number;
    asks: readonly string[];
  },
): Promise<Beside> {
  const [row] = await sql.query<Row>(STATEMENT, [
    who.identities,
    LOOKED_AT,
    who.companyId ?? null,
    who.memberId,
    who.skip,
    who.asks,
  ]);
  return {
    teams: row?.teams ?? [],
    stages: toldOf(row?.stages ?? []),
    unsubscribedAt: row?.unsubscribedAt ?? null,
    industry: row?.industry ?? null,
    employees: row?.employees ?? null,
    country: row?.country ?? null,
    sent: row?.sent ?? [],
    putAway: row?.put_away ?? [],
    deal: row?.deal ?? null,
    older: (row?.older ?? []).map((older) => ({ ...older, at: new Date(older.at) })),
    talked: { said: row?.said ?? [], places: row?.places ?? [] },
  };
}
