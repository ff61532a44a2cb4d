import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engines, freshStore } from "../../test/support/stores.ts";
import type { Store } from "../store/store.ts";
import { readColleagues } from "./read-colleagues.ts";

const PEOPLE = 1_500;
const COMPANY = "00000000-0000-4000-8000-00000000c001";
const OTHER = "00000000-0000-4000-8000-00000000c002";

describe.each(engines)("the colleagues at a company of many, on %s", (engine) => {
  let store: Store;
  const personOf = async (n: number) => {
    const [row] = await store.query<{ id: string }>(
      "select l.person_id as id from identity i join identity_link l on l.identity_id = i.id where i.value = $1",
      [`p${n}@megacorp.example`],
    );
    return row?.id ?? "";
  };
  const colleagues = async (of: number) =>
    readColleagues(store, { companyId: COMPANY, personId: await personOf(of), namespaces: [], limit: 50 });

  beforeAll(async () => {
    store = await freshStore(engine);
    // Everybody has an address, which says where they work, and a user id, under which they did things.
    await store.query("insert into company (id) values ($1), ($2)", [COMPANY, OTHER]);
    await store.query(
      `with person as (insert into person (id) select gen_random_uuid() from generate_series(1, $1) returning id),
       numbered as (select id, row_number() over () as n from person),
       named as (
         insert into identity (kind, namespace, value, shown)
         select 'email', '', 'p' || n || '@megacorp.example', 'p' || n || '@megacorp.example' from generate_series(1, $1) n
         union all select 'user_id', 's', 'u' || n, 'u' || n from generate_series(1, $1) n
         returning id, kind, value
       ), linked as (
         insert into identity_link (identity_id, person_id, by, why)
         select named.id, numbered.id, 'event', 'test' from named
         join numbered on numbered.n = substring(named.value from '\\d+')::int
       )
       insert into company_member (company_id, identity_id, at)
       select $2::uuid, id, '2026-01-01'::timestamptz from named where kind = 'email'`,
      [PEOPLE, COMPANY],
    );
    // The lower the number, the later; mail to the last of them is nothing that they did.
    await store.query(
      `insert into touchpoint (id, identity_id, at, received_at, at_basis, kind, passive, title, source_id, rules)
       select nextval('event_id'), id, '2026-06-01'::timestamptz - substr(value, 2)::int * interval '1 minute', now(),
         'timestamp', 'page_viewed', false, 'Viewed ' || value, gen_random_uuid(), 1
       from identity where kind = 'user_id' and substr(value, 2)::int < 1000
       union all
       select nextval('event_id'), id, '2026-10-01', now(), 'timestamp', 'email_sent', true, 'Sent', gen_random_uuid(), 1
       from identity where kind = 'user_id' and substr(value, 2)::int >= 1000`,
    );
    // The second moved on.
    await store.query(
      "insert into company_member (company_id, identity_id, at) select $1, id, '2026-02-01' from identity where value = 'u2'",
      [OTHER],
    );
  });
  afterAll(() => store.close());

  it.runIf(engine === "postgres")("are read without compiling the statement first", async () => {
    expect(await store.query("show jit")).toEqual([{ jit: "off" }]);
  });

  it("are the most recently active of all, and counted", async () => {
    for (const of of [1, PEOPLE]) {
      const rows = await colleagues(of);
      const expected = Array.from({ length: 60 }, (_, n) => n + 1).filter((n) => n !== of && n !== 2);
      expect(rows.map((row) => row.name)).toEqual(expected.slice(0, 50).map((n) => `p${n}@megacorp.example`));
      expect(rows[0]).toMatchObject({ last_title: `Viewed u${expected[0]}`, total: PEOPLE - 2 });
    }
  });
});
