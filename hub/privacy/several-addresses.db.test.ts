import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findEverywhere } from "../../test/support/find-everywhere.ts";
import { ADMIN_TOKEN, type TestHub, testHub } from "../../test/support/hub.ts";
import { connect, type Sender } from "../../test/support/send.ts";
import { engines } from "../../test/support/stores.ts";

const admin = { token: ADMIN_TOKEN };

describe.each(engines)("a user id that a tool sends for everybody on %s", (engine) => {
  let hub: TestHub;
  let sender: Sender;
  beforeAll(async () => {
    hub = await testHub(engine);
    sender = await connect(hub);
  });
  afterAll(() => hub.close());

  test("is erased only if that is said, and holds no stranger off", async () => {
    const said = (email: string, name: string) => ({
      type: "identify",
      userId: "17",
      traits: { email, name },
    });
    await sender.send(said("ann@one.example", "Ann Planted"));
    await sender.send(said("bob@one.example", "Bob Planted"));
    await sender.send(said("cem@one.example", "Cem Planted"));
    await sender.send(
      { type: "track", event: "Pricing Viewed", userId: "17" },
      { type: "identify", userId: "17", traits: { name: "Planted Again" } },
      { type: "identify", userId: "ann-alone", traits: { email: "ann@one.example" } },
    );
    expect(await hub.call("previewErasure", { email: "Ann@one.example" }, admin)).toEqual({
      addresses: ["ann@one.example", "bob@one.example", "cem@one.example"],
      names: [{ kind: "user_id", count: 2 }],
      touchpoints: 1,
      notHeldOff: 1,
    });
    const refused = await hub.ask("erasePerson", { email: "ann@one.example" }, admin);
    expect(refused.status).toBe(409);
    expect(await refused.text()).toMatch(/3 addresses.*several people/);
    expect(await hub.hub.store.query("select 1 from suppression")).toEqual([]);

    const { id } = await hub.call("erasePerson", { email: "ann@one.example", alsoAddresses: true }, admin);
    await hub.work();
    const { receipt } = await hub.call("erasure", { id }, admin);
    expect(receipt?.notes.join(" ")).toMatch(/All 3 addresses.*not held off \(1\)/);
    expect(await findEverywhere(hub.hub.store, "planted")).toEqual([]);
    expect(await findEverywhere(hub.hub.store, "one.example")).toEqual([]);

    await sender.send(said("eve@one.example", "Eve"), {
      type: "track",
      event: "Demo Requested",
      userId: "17",
    });
    const kept = await hub.hub.store.query(
      "select t.kind from touchpoint t join identity i on i.id = t.identity_id where i.value = '17'",
    );
    expect(kept).toHaveLength(1);
    const [eve] = (await hub.call("findPeople", { email: "eve@one.example" }, admin)).items;
    expect(eve).toMatchObject({ name: "Eve" });
    // What only one of them came with stays theirs.
    await sender.send({ type: "identify", userId: "ann-alone" }, said("bob@one.example", "Bob"));
    expect(await findEverywhere(hub.hub.store, "ann-alone")).toEqual([]);
    expect(await findEverywhere(hub.hub.store, "bob@")).toEqual([]);
  });
});
