import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ADMIN_TOKEN, type TestHub, testHub } from "../support/hub.ts";
import { type Linked, type LinkScene, linkScene } from "../support/link-scene.ts";
import { engines } from "../support/stores.ts";

const admin = { token: ADMIN_TOKEN };

describe.each(engines)("erasing a person who was sent something, on %s", (engine) => {
  let hub: TestHub;
  let scene: LinkScene;
  beforeAll(async () => {
    hub = await testHub(engine);
    scene = await linkScene(hub);
  });
  afterAll(() => hub.close());

  test("the links, who opened them and the codes go with the person, and the receipt counts them", async () => {
    const sam = await scene.member();
    const [maya, kim] = [
      await scene.person("maya@initech.example", sam),
      await scene.person("kim@hooli.example", sam),
    ];
    const assetId = await scene.asset();
    const [hers, theirs] = [await scene.link(sam, maya, assetId), await scene.link(sam, kim, assetId)];
    for (const link of [hers, theirs]) {
      const view = await scene.view(link.path);
      const beacon = {
        view,
        parts: [
          [1, 1_500],
          [2, 500],
        ] as [number, number][],
        scrolled: 1,
        visibleMs: 2_000,
      };
      expect((await scene.tell(link, beacon)).status).toBe(204);
    }
    const view = await scene.view(hers.path);
    const { held } = await hub.call("exportPerson", { email: "maya@initech.example" }, admin);
    const rows = Object.fromEntries(held.map((table) => [table.table, table.rows.length]));
    expect(rows).toMatchObject({ share: 1, link_fetch: 2, link_view: 1 });

    const { id } = await hub.call("erasePerson", { email: "maya@initech.example" }, admin);
    await hub.work();
    const { state, receipt } = await hub.call("erasure", { id }, admin);
    expect(state).toBe("done");
    const deleted = Object.fromEntries((receipt?.tables ?? []).map((one) => [one.table, one.deleted]));
    expect(deleted).toMatchObject({ share: 1, link_fetch: 2, link_view: 1, link_view_part: 2 });
    // A page that is still open tells of a link that is not there any more.
    expect((await scene.tell(hers, { view, scrolled: 1, visibleMs: 5_000 })).status).toBe(404);
    expect((await scene.open(hers.path)).status).toBe(404);
    expect((await hub.call("shares", {}, { token: sam.token })).items.map((share) => share.id)).toEqual([
      theirs.shareId,
    ]);
  });

  test("a link of another's that was limited to the erased address ends; others' stay", async () => {
    const sam = await scene.member();
    const [kim, lee] = [
      await scene.person("kim@aviato.example", sam),
      await scene.person("lee@aviato.example", sam),
    ];
    const assetId = await scene.asset();
    const [passedOn, own] = [await scene.link(sam, kim, assetId), await scene.link(sam, lee, assetId)];
    const limit = (link: Linked, to: string) =>
      hub.hub.store.query("update share set limited_to = $2 where id = $1", [link.shareId, to]);
    await limit(passedOn, "nina@aviato.example");
    await limit(own, "lee@aviato.example");
    await scene.person("nina@aviato.example", sam);

    await hub.call("erasePerson", { email: "nina@aviato.example" }, admin);
    await hub.work();
    expect((await scene.open(passedOn.path)).status).toBe(410);
    expect((await scene.open(own.path)).status).toBe(200);
  });
});
