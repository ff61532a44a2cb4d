import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { forgetAddresses, queueJudging } from "../../hub/shares/keep-links.ts";
import { type TestHub, testHub } from "../support/hub.ts";
import { BROWSER, type LinkScene, linkScene } from "../support/link-scene.ts";
import { engines } from "../support/stores.ts";

describe.each(engines)("what is kept of readers, later, on %s", (engine) => {
  let hub: TestHub;
  let scene: LinkScene;
  beforeAll(async () => {
    hub = await testHub(engine);
    scene = await linkScene(hub);
  });
  afterAll(() => hub.close());
  const wait = (seconds: number) => hub.setNow(new Date(hub.hub.now().getTime() + seconds * 1_000));

  test("better rules judge it again; addresses are forgotten, and in how many places it was read is not", async () => {
    const { store } = hub.hub;
    const sam = await scene.member();
    const assetId = await scene.asset();
    const [read, scanned] = [
      await scene.link(sam, await scene.person("maya@initech.example", sam), assetId),
      await scene.link(sam, await scene.person("kim@initech.example", sam), assetId),
    ];
    for (const from of ["203.0.113.5", "203.0.113.6"]) {
      const view = await scene.view(read.path, undefined, from);
      wait(2);
      await scene.tell(read, { view, parts: [[1, 1_900]], scrolled: 1, visibleMs: 2_000 }, from);
    }
    await scene.open(scanned.path, { headers: { ...BROWSER, "user-agent": "Mimecast Ltd" } });
    const readingOf = async ({ shareId }: { shareId: string }) =>
      (await hub.call("shareViews", { id: shareId }, { token: sam.token })).share.reading;
    const before = [await readingOf(read), await readingOf(scanned)];
    expect(before).toMatchObject([{ state: "person", places: 2 }, { state: "automated" }]);

    // As if rules of before had taken the scanner for a person and the person for a scanner.
    await store.query("update link_view set classification = 'likely_automated', reason = 'old', rules = 0");
    await store.query("update link_fetch set classification = 'unknown', reason = 'old', rules = 0");
    await store.query("update share set reading = '{}', person_read_at = null");
    await queueJudging(store);
    await hub.work();
    expect([await readingOf(read), await readingOf(scanned)]).toEqual(before);
    expect(await store.query("select 1 from link_view where reason = 'old'")).toEqual([]);

    // More than one statement takes.
    await store.query(
      `insert into link_fetch (share_id, evidence, address_hash, classification, reason, rules)
       select $1, '{}', '\\x00', 'unknown', 'many', 1 from generate_series(1, 11000)`,
      [scanned.shareId],
    );
    await forgetAddresses(store, new Date(Date.now() + 8 * 24 * 3_600_000));
    for (const table of ["link_fetch", "link_view"]) {
      expect(await store.query(`select 1 from ${table} where address_hash is not null`)).toEqual([]);
    }
    await store.query("delete from link_fetch where reason = 'many'");
    const view = await scene.view(read.path);
    wait(2);
    await scene.tell(read, { view, parts: [[2, 1_900]], scrolled: 1, visibleMs: 2_000 });
    expect(await readingOf(read)).toMatchObject({ pagesRead: 2, places: 2 });
  });
});
