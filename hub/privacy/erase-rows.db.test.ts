import { expect, test } from "vitest";
import { ADMIN_TOKEN, testHub } from "../../test/support/hub.ts";
import { connect } from "../../test/support/send.ts";
import { engines, freshStore } from "../../test/support/stores.ts";

test("whatever refers to an identity or a person is found by an index that leads with it", async () => {
  const store = await freshStore("pglite");
  const without = await store.query<{ name: string }>(
    `select c.conrelid::regclass || '.' || a.attname as name
     from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
     where c.contype = 'f' and c.confrelid in ('identity'::regclass, 'person'::regclass) and not exists (
       select 1 from pg_index i where i.indrelid = c.conrelid and i.indkey[0] = c.conkey[1] and i.indpred is null)`,
  );
  expect(without).toEqual([]);
  await store.close();
});

test.each(engines)("a person with thousands of browsers is erased on %s", async (engine) => {
  const hub = await testHub(engine);
  const sender = await connect(hub);
  const { store } = hub.hub;
  await sender.send({ type: "identify", userId: "many", traits: { email: "many@browsers.example" } });
  await store.query(
    `with made as (
       insert into identity (kind, namespace, value, shown)
       select 'anonymous_id', $1, 'b' || n, 'b' || n from generate_series(1, 2500) n returning id
     )
     insert into identity_link (identity_id, person_id, by, why)
     select made.id, l.person_id, 'event', 'same event' from made, identity_link l
     join identity i on i.id = l.identity_id where i.value = 'many'`,
    [sender.sourceId],
  );
  const { id } = await hub.call("erasePerson", { email: "many@browsers.example" }, { token: ADMIN_TOKEN });
  await hub.work();
  const { state, receipt } = await hub.call("erasure", { id }, { token: ADMIN_TOKEN });
  expect(state).toBe("done");
  expect(receipt?.tables).toContainEqual({ table: "identity", deleted: 2502, redacted: 0 });
  expect(await store.query("select 1 from identity_link")).toEqual([]);
  await hub.close();
});
