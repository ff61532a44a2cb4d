import type { Guidance } from "../../lib/contract/guidance.ts";
import { PEOPLE } from "./context-data.ts";
import type { HubInProcess } from "./hub-in-process.ts";

export interface LibrarySize {
  assets: number;
  shares: number;
  /** Of each asset. */
  readers: number;
}

const STAGES = ["New", "Working", "Evaluation", "Nurturing"];
const INDUSTRIES = ["Software", "Banking", "Logistics", "Insurance", "Retail"];
const TITLES = ["VP Data", "Head of Engineering", "Data Engineer", "Finance Controller", "Director of IT"];

/**
 * A library with guidance, what was sent of it to the people of the bench, and who read it. Made by the database
 * itself: files, uploads and beacons are measured elsewhere. Needs a member.
 */
export async function fillLibrary(
  hub: HubInProcess,
  { assets, shares, readers }: LibrarySize,
): Promise<void> {
  await hub.bulk(
    `insert into fact (identity_id, key, value, at)
     select id, key, (case key when 'title' then $1::text[] else $2::text[] end)[1 + id % 4], now() - interval '1 year'
     from identity cross join (values ('title'), ('stage')) keys (key) where kind = 'email'`,
    [TITLES, STAGES],
  );
  await hub.bulk(
    `insert into company_fact (company_id, key, value, at)
     select id, 'industry', ($1::text[])[1 + (row_number() over ()) % 5], now() - interval '1 year' from company`,
    [INDUSTRIES],
  );
  await hub.bulk(
    `with owner as (select id from member order by created_at limit 1), made as (
       insert into asset (id, kind, title, owner_id, created_by, verify_every_days, verified_at, verified_by,
         verified_until, fits, fits_at, words, retired_at)
       select gen_random_uuid(), 'pdf', 'Asset ' || lpad(((n * 7919) % $1)::text, 6, '0'), owner.id, owner.id, 90, now(),
         owner.id, now() + (n % 100 - 10) * interval '1 day', n % 500, now(),
         to_tsvector('simple', 'asset migration guide number ' || n), case when n % 20 = 0 then now() end
       from generate_series(1, $1::int) n, owner returning id, owner_id
     ), versions as (
       insert into asset_version (id, asset_id, number, what_changed, created_by, state, pages)
       select gen_random_uuid(), id, number, '', owner_id, 'ready', 12 from made, generate_series(1, 2) number
       returning asset_id
     )
     insert into asset_match (asset_id, kind, value) select distinct asset_id, 'title', asset_id::text from versions`,
    [assets],
  );
  await hub.bulk(
    `insert into guidance (id, asset_id, body, published_by)
     select gen_random_uuid(), id, ($1::jsonb)->(place % jsonb_array_length($1::jsonb))::int, owner_id
     from (select id, owner_id, row_number() over (order by id) as place from asset where retired_at is null) a
     where place % 10 <> 0`,
    [JSON.stringify(guidances())],
  );
  await hub.bulk(
    `insert into share (id, asset_id, identity_id, member_id, record, tracked, token, prepared_at, copied_at,
       sent_version, reading, person_read_at)
     select gen_random_uuid(), a.id, e.id, m.id, '', true, gen_random_uuid()::text, at, at, 1,
       case when n % 3 = 0 then '{"state": "person", "seen": [1, 2], "pages": 12, "ms": 61000, "places": 1}'::jsonb
         else '{}' end,
       case when n % 3 = 0 then at + interval '1 hour' end
     from (
       select n, now() - (n % 200) * interval '1 day' - n * interval '1 millisecond' as at from generate_series(1, $1::int) n
     ) numbered
     join (select id, row_number() over (order by id) - 1 as place from asset) a on a.place = n % $2
     join (select id, row_number() over (order by id) - 1 as place from identity where kind = 'email') e
       on e.place = (n * 7919::bigint + n / $2) % $3
     cross join (select id from member order by created_at limit 1) m
     on conflict do nothing`,
    [shares, assets, PEOPLE],
  );
  await hub.bulk(
    `insert into asset_reader (asset_id, identity_id, read_at, next_step_at)
     select a.id, e.id, now() - interval '60 days', case when (n + a.place) % 3 = 0 then now() - interval '50 days' end
     from (select id, row_number() over (order by id) as place from asset where retired_at is null) a
     cross join generate_series(1, $1::int) n
     join (select id, row_number() over (order by id) - 1 as place from identity where kind = 'email') e
       on e.place = (a.place * 131 + n * 17) % $2
     on conflict do nothing`,
    [readers, PEOPLE],
  );
  await hub.bulk("update library set stamp = stamp + 1");
  await hub.bulk("vacuum analyze");
}

/** Guidance of many kinds: whom, what they did, how often and when, where they stand, and except when. */
function guidances(): Guidance[] {
  const seniority = ["chief", "vice_president", "head", "director"] as const;
  const kinds = ["page_viewed", "content_downloaded", "webinar_attended"] as const;
  return Array.from({ length: 60 }, (_, n) => ({
    conditions: {
      to:
        n % 3 === 0
          ? []
          : [{ fact: "role", seniority: [...seniority], fields: n % 2 ? ["data", "it"] : ["engineering"] }],
      joint: n % 5 === 0 ? "or" : "and",
      when: [
        {
          fact: "did",
          kinds: [kinds[n % 3] ?? "page_viewed"],
          ...(n % 2 ? { about: ["migration", "pricing"] } : {}),
          within: 30 + 10 * n,
        },
        ...(n % 4 === 0 ? [{ fact: "stage" as const, any: [STAGES[n % 3] ?? "New"] }] : []),
      ],
      except: n % 6 === 0 ? [{ fact: "industry", any: [INDUSTRIES[n % 5] ?? "Retail"] }] : [],
    },
    toGet: "a technical call",
    noException: n % 6 !== 0,
    how: { openWith: "You looked at it.", show: "Page 3.", ask: "Who signs off?", nextStep: "Offer a call." },
  }));
}
