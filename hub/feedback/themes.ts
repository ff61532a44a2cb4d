import type { z } from "zod";
import { typeWords } from "../../lib/contract/feedback-words.ts";
import type { InboxFilters, Theme, ThemesReply } from "../../lib/contract/inbox.ts";
import type { Hub } from "../hub.ts";
import type { Library } from "../library/library.ts";
import { libraryOf } from "../library/read-library.ts";
import { type Looking, matching, parameters } from "./inbox-filters.ts";
import type { Pipeline } from "./pipeline.ts";
import { remembered } from "./remembered.ts";
import { readRequests } from "./requests-balance.ts";
import { readStamp } from "./stamp.ts";
import { readThemeKey } from "./theme-key.ts";
import { isVisible } from "./visible.ts";

const MOST = 100;
const WEEKS = 8;
/** Who is who, and what became of opportunities, change without the inbox's stamp. */
const KEPT_MS = 15_000;

type Reply = z.input<typeof ThemesReply>;

/** What reps said in groups, those of most people first; counted once for a stamp, and anew a little later. */
export async function readThemes(
  hub: Hub,
  pipeline: Pipeline,
  filters: InboxFilters,
  looking: Looking,
): Promise<Reply> {
  const stamp = await readStamp(hub.store, looking.now);
  const turn = Math.floor(looking.now.getTime() / KEPT_MS);
  const { state, at } = await pipeline.readPipelineState(hub.store);
  const amounts = `${state} ${at?.getTime()}`;
  const whose = filters.view === "mine" ? looking.memberId : "";
  return remembered(hub, `${stamp} themes ${turn} ${amounts} ${whose} ${JSON.stringify(filters)}`, () =>
    countThemes(hub, pipeline, filters, looking),
  );
}

interface Row {
  theme: string;
  items: number;
  people: number;
  companies: number;
  weeks: number[];
  amounts: { currency: string; amount: number }[] | null;
}

async function countThemes(
  hub: Hub,
  pipeline: Pipeline,
  filters: InboxFilters,
  looking: Looking,
): Promise<Reply> {
  const { store } = hub;
  const state = await pipeline.readPipelineState(store);
  const isConnected = state.state === "connected";
  const { text, values } = themesStatement(filters, looking, {
    timeZone: hub.settings.timeZone,
    amountsOf: isConnected ? pipeline.openAmountsSql : undefined,
  });
  const [library, rows, requests] = await Promise.all([
    libraryOf(hub),
    store.query<Row>(text, values),
    readRequests(hub, looking.now),
  ]);
  const words = await readWords(hub, rows, looking.now);
  return {
    items: rows.map((row) => themeOf(row, { library, words, isConnected })),
    next: null,
    pipeline: { state: state.state, at: state.at?.toISOString() ?? null },
    requests,
  };
}

/**
 * The groups of what the filters leave, with what was merged into it. A person is one whatever they are known by; of
 * whom nobody is known by, a record is one; who was erased is nobody.
 */
function themesStatement(
  filters: InboxFilters,
  looking: Looking,
  { timeZone, amountsOf }: { timeZone: string; amountsOf: Pipeline["openAmountsSql"] | undefined },
): { text: string; values: unknown[] } {
  const { values, given } = parameters();
  const wanted = matching(filters, given, looking);
  const [now, zone] = [given(looking.now), given(timeZone)];
  const columns = (theme: string, isMain: boolean) =>
    `${theme} as theme, ${isMain} as is_main, f.id, f.identity_id, f.record, f.company_id,
      coalesce(f.company_id::text, lower(f.company)) as company, f.clicked_at`;
  const text = `
    with main as materialized (
      select ${columns("f.theme", true)} from feedback f where ${wanted}
    ), said as materialized (
      select * from main
      union all
      select ${columns("main.theme", false)} from main join feedback f on f.merged_into = main.id
      where f.merged_into is not null and ${isVisible(now)}
    ), known as materialized (
      select i.identity_id, l.person_id from (select distinct identity_id from said where identity_id is not null) i
      cross join lateral (
        select person_id from identity_link where identity_id = i.identity_id and ended_at is null and not shared limit 1
      ) l
    ), voice as materialized (
      select distinct said.theme, coalesce(known.person_id::text, said.record) as who,
        ((said.clicked_at at time zone ${zone})::date
          - (date_trunc('week', ${now}::timestamptz at time zone ${zone})::date - ${7 * (WEEKS - 1)})) as day
      from said left join known on known.identity_id = said.identity_id
      where known.person_id is not null or said.record is not null
    ), people as (
      select theme, count(distinct who)::int as people from voice group by theme
    ), top as materialized (
      select s.theme, s.items, s.companies, coalesce(people.people, 0) as people from (
        select theme, (count(*) filter (where is_main))::int as items, count(distinct company)::int as companies
        from said group by theme
      ) s left join people on people.theme = s.theme
      order by people desc, items desc, s.theme limit ${MOST}
    ), week as materialized (
      select theme, n, count(distinct who)::int as people
      from (select theme, who, day / 7 as n from voice where day between 0 and ${7 * WEEKS - 1}) v
      where theme in (select theme from top) group by theme, n
    )${
      amountsOf === undefined
        ? ""
        : `, member_of as materialized (
      select distinct theme as key, company_id, identity_id from said
      where theme in (select theme from top) and (company_id is not null or identity_id is not null)
    ), amounts as materialized (${amountsOf("member_of")})`
    }
    select top.*,
      array(select coalesce(week.people, 0) from generate_series(0, ${WEEKS - 1}) as w (n)
        left join week on week.theme = top.theme and week.n = w.n order by w.n) as weeks,
      ${
        amountsOf === undefined
          ? "null::json"
          : `(select json_agg(json_build_object('currency', currency, 'amount', amount) order by amount desc, currency)
           from amounts where key = top.theme)`
      } as amounts
    from top order by people desc, items desc, theme`;
  return { text, values };
}

/** What wishes that are a theme by themselves say. */
async function readWords(hub: Hub, rows: readonly Row[], now: Date): Promise<ReadonlyMap<string, string>> {
  const ids = rows.flatMap(({ theme }) => {
    const { about, reason } = readThemeKey(theme);
    return about !== null && reason === null ? [about] : [];
  });
  if (ids.length === 0) return new Map();
  const said = await hub.store.query<{ id: string; words: string }>(
    `select id, left(case when note <> '' then note else their_words end, 240) as words from feedback f
     where id = any($1::uuid[]) and asset_id is null and claim_id is null and ${isVisible("$2")}`,
    [ids, now],
  );
  return new Map(said.map(({ id, words }) => [id, words]));
}

function themeOf(
  row: Row,
  told: { library: Library; words: ReadonlyMap<string, string>; isConnected: boolean },
): z.input<typeof Theme> {
  const { about, type, reason } = readThemeKey(row.theme);
  const { library, words, isConnected } = told;
  return {
    key: row.theme,
    type: type as z.input<typeof Theme>["type"],
    about: aboutTheme(about, type, library),
    reason,
    words: (about === null ? undefined : words.get(about)) ?? "",
    items: row.items,
    people: row.people,
    companies: row.companies,
    pipeline: isConnected ? (row.amounts ?? []) : null,
    weeks: row.weeks,
  };
}

function aboutTheme(id: string | null, type: string, library: Library): z.input<typeof Theme>["about"] {
  const nowhere = { version: null, page: null };
  const claim = id === null ? undefined : library.claims.get(id);
  if (claim) return { what: "claim", id, title: claim.title, ...nowhere };
  const asset = id === null ? undefined : library.assets.get(id);
  if (asset) return { what: "asset", id, title: asset.title, ...nowhere };
  return { what: "nothing", id: null, title: typeWords(type), ...nowhere };
}
