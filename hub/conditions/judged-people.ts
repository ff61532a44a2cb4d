import type { z } from "zod";
import type { JudgedPerson } from "../../lib/contract/condition.ts";
import { missingWords } from "../../lib/contract/condition-words.ts";
import { ApiError } from "../http/api-error.ts";
import { companyName } from "../people/read-person.ts";
import type { Sql } from "../store/store.ts";
import { askEverybody, lastDone, type Which, whichOf } from "./ask-population.ts";
import { type Because, because } from "./because.ts";
import { dayWords } from "./day-words.ts";
import { type Member, MemberFacts } from "./population/population.ts";
import { type Asked, keptOutBy } from "./preview.ts";
import { undecidedOf } from "./undecided.ts";

type Judged = z.input<typeof JudgedPerson>;

const PAGE = 50;

/** The people behind a figure of the preview: who did something last comes first. */
export async function pageOfPeople(
  sql: Sql,
  asked: Asked,
  { which, cursor, timeZone }: { which: Which; cursor: string | undefined; timeZone: string },
): Promise<{ items: Judged[]; next: string | null }> {
  const { population, library, judges, assetId } = asked;
  const found: { member: Member; at: number }[] = [];
  await askEverybody(population, library, (member, facts) => {
    if (whichOf(judges, facts, population.asOf, assetId) === which) {
      found.push({ member, at: lastDone(population, member) });
    }
  });
  found.sort((a, b) => b.at - a.at || (a.member.id < b.member.id ? -1 : 1));
  const after = cursor === undefined ? undefined : readCursor(cursor);
  const begin =
    after === undefined
      ? 0
      : found.findIndex(({ member, at }) => at < after.at || (at === after.at && member.id > after.id));
  const page = begin === -1 ? [] : found.slice(begin, begin + PAGE);
  const last = begin !== -1 && found.length > begin + PAGE ? page.at(-1) : undefined;
  const members = page.map(({ member }) => member);
  return {
    items: await named(sql, asked, members, { which, timeZone }),
    next: last ? Buffer.from(`${last.at}/${last.member.id}`).toString("base64url") : null,
  };
}

function readCursor(cursor: string): { at: number; id: string } {
  const [, at, id] = /^(\d{1,16})\/([0-9a-f-]{36})$/.exec(Buffer.from(cursor, "base64url").toString()) ?? [];
  if (at !== undefined && id !== undefined) return { at: Number(at), id };
  throw new ApiError("bad_request", "This is no cursor of this list. Begin with the first page.");
}

interface NamedRow {
  id: string;
  name: string | null;
  email: string | null;
  company: string | null;
  domain: string | null;
  has_company: boolean;
  is_there: boolean;
}

const NAMES = `
  select p.id,
    (select f.value from identity_link l cross join lateral (
       select value, at from fact where identity_id = l.identity_id and key = 'name' order by at desc, id desc limit 1
     ) f where l.person_id = p.id and l.ended_at is null and not l.shared order by f.at desc limit 1) as name,
    (select i.shown from identity_link l join identity i on i.id = l.identity_id and i.kind = 'email'
     where l.person_id = p.id and l.ended_at is null and not l.shared order by i.id limit 1) as email,
    c.company_id is not null as has_company,
    exists (select 1 from identity_link where person_id = p.id and ended_at is null) as is_there,
    (select value from company_fact where company_id = c.company_id and key = 'name'
     order by typed, at desc, id desc limit 1) as company,
    (select value from company_key where company_id = c.company_id and kind = 'domain' order by value limit 1) as domain
  from unnest($1::uuid[]) as p (id) left join lateral (
    select m.company_id from identity_link l join company_member m on m.identity_id = l.identity_id
    where l.person_id = p.id and l.ended_at is null and not l.shared order by m.at desc, m.company_id limit 1
  ) c on true`;

/** Members with their names, and why they are among them; who is gone since is left out. */
export async function named(
  sql: Sql,
  asked: Asked,
  members: readonly Member[],
  { which, timeZone }: { which: Which; timeZone: string },
): Promise<Judged[]> {
  if (members.length === 0) return [];
  const rows = await sql.query<NamedRow>(NAMES, [members.map(({ id }) => id)]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const facts = new MemberFacts(asked.population, asked.library);
  return members.flatMap((member): Judged[] => {
    const row = byId.get(member.id);
    if (!row?.is_there) return [];
    const { title } = facts.of(member);
    return [
      {
        id: member.id,
        name: row.name ?? row.email ?? "No name known",
        ...(title === undefined ? {} : { title }),
        ...(row.has_company ? { company: companyName({ name: row.company, domain: row.domain }) } : {}),
        why: whyOf(asked, facts, which, timeZone),
      },
    ];
  });
}

function whyOf(asked: Asked, facts: MemberFacts, which: Which, timeZone: string): string[] {
  const now = asked.population.asOf;
  if (which === "kept_out") return keptOutBy(asked, facts, now).map(sentence);
  if (which === "undecided") return [sentence(missingWords(undecidedOf(asked.judges, facts, now).missing))];
  return because(asked.judges, facts, now, asked.titles)
    .filter(({ words }) => words !== facts.title)
    .map((fact) => dated(fact, now, timeZone));
}

function dated({ words, at, since }: Because, now: number, timeZone: string): string {
  if (at === undefined || !Number.isFinite(at)) return words;
  const day = dayWords(at, now, timeZone);
  if (since === "known") return `${words}, known since ${day}`;
  return since === "so" ? `${words} since ${day}` : `${words}, ${day}`;
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
