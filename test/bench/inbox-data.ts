import type { HubInProcess } from "./hub-in-process.ts";

/** SQL: the same id for the same number, as the contract takes ids. */
const idOf = (what: string, n: string) =>
  `overlay(overlay(md5('${what}' || ${n}) placing '4' from 13) placing '8' from 17)::uuid`;

/**
 * Items as a large team has them after years: a fifth open, one theme with thousands, a few talking points that most is
 * about and a long tail, one company in ten known by nobody, and a tenth merged.
 * @param items how many; people have to be there already
 * @param givers members, who gave alike much each; some are given to the first of them, who owns a part of the talking points
 */
export async function fillFeedback(
  hub: HubInProcess,
  items: number,
  givers: readonly string[],
): Promise<void> {
  const { bulk } = hub;
  const [memberId] = givers;
  await bulk(`insert into claim (id, title, owner_id)
    select ${idOf("claim", "n")}, 'Talking point ' || n, case when n % 10 = 0 then '${memberId}'::uuid end
    from generate_series(1, 60) n`);
  await bulk(`insert into claim_version (id, claim_id, number, body)
    select ${idOf("version", "n")}, ${idOf("claim", "n")}, 1,
      '{"say":"It is fast","proof":[],"conditions":{"joint":"and","to":[],"when":[],"except":[]},"toGet":""}'
    from generate_series(1, 60) n`);
  await bulk(
    `insert into feedback (id, member_id, identity_id, record, type, asset_id, version, claim_id, claim_version_id,
       reasons, their_words, note, context, stage, industry, company, company_id, clicked_at, received_at, visible_at,
       status, due_at, own_due_at, owed_at, answered_at, answer_hours, assignee_id, words)
     select gen_random_uuid(), ($2::uuid[])[1 + (n / 4) % cardinality($2::uuid[])], who.identity_id, 'salesforce/acme/' || n, kind.type, kind.asset_id, 1, kind.claim_id,
       kind.version_id, kind.reasons, kind.theirs, kind.note, '{}',
       (array['Evaluation', 'Negotiation', 'Discovery', 'Closed', 'Renewal'])[1 + (n * 7) % 5],
       case when n % 997 = 0 then 'Shipping' else (array['Software', 'Retail', 'Banking', 'Health'])[1 + n % 4] end,
       'Company ' || n % 4000, who.company_id, at.at, at.at, at.at + interval '6 seconds', state.status,
       at.at + interval '2 days', at.at + interval '2 days', at.at, case when state.answered then at.at + interval '1 day' end,
       case when state.answered then 24 * random() end, case when n % 50 = 0 then ($2::uuid[])[1] end,
       to_tsvector('simple', kind.theirs || ' ' || kind.note || ' company ' || n % 4000)
     from generate_series(1, $1::int) n
     cross join lateral (select now() - (n * 1.0 / $1) * interval '700 days' as at) at
     cross join lateral (
       select case when n <= $1 * 0.12 then 'new' when n <= $1 * 0.17 then 'seen' when n <= $1 * 0.2 then 'planned'
           when n % 2 = 0 then 'changed' else 'declined' end as status,
         n > $1 * 0.12 and n % 5 > 0 as answered
     ) state
     left join lateral (
       select i.id as identity_id, m.company_id from identity i
       left join company_member m on m.identity_id = i.id
       where i.id = 1 + (n * 13) % 4000 and n % 10 > 0 limit 1
     ) who on true
     cross join lateral (select 1 + floor(59 * power(random(), 3)) + 0 * n as place) claim
     cross join lateral (select
       case when n % 4 = 0 then 'fell_flat' when n % 4 = 1 then 'request' when n % 4 = 2 then 'out_of_date' else 'landed' end
         as type,
       case when n % 4 in (0, 3) then ${idOf("claim", "claim.place")} end as claim_id,
       case when n % 4 in (0, 3) then ${idOf("version", "claim.place")} end as version_id,
       case when n % 4 = 2 then (select id from asset order by id offset n % 40 limit 1) end as asset_id,
       case when n % 4 = 0 then array['not_credible'] when n % 4 = 1 and n % 3 > 0 then array['pricing'] else '{}' end
         as reasons,
       case when n % 3 = 0 then 'They asked about migration ' || n when n % 7919 = 0 then 'the kraken' else '' end as theirs,
       'Said in the call number ' || n || ' about the price and the plan' as note) kind`,
    [items, givers],
  );
  await bulk(
    `update feedback part set status = 'merged', merged_into = main.id
     from (select theme, (array_agg(id order by received_at))[1] as id from feedback
       where status in ('new', 'seen') group by theme) main
     where part.theme = main.theme and part.id <> main.id and part.status in ('new', 'seen')
       and hashtext(part.id::text) % 10 = 0`,
  );
  await bulk(`insert into opportunity (namespace, crm_id, name, company, company_id, stage, amount, currency, open)
    select 'salesforce:acme', '006' || n, 'Deal ' || n, 'Company', c.id, 'Evaluation', n * 100, 'EUR', n % 3 > 0
    from (select id, row_number() over (order by id) as n from company limit 3000) c`);
  await bulk("vacuum analyze");
}
