import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestHub, testHub } from "../support/hub.ts";
import { BROWSER, type LinkScene, linkScene } from "../support/link-scene.ts";
import { engines } from "../support/stores.ts";
import { waitForValue } from "../support/wait-for.ts";

const PROXY = "10.0.0.7";

describe.each(engines)("behind a proxy that no setting names, on %s", (engine) => {
  let hub: TestHub;
  let scene: LinkScene;
  beforeAll(async () => {
    hub = await testHub(engine);
    scene = await linkScene(hub);
  });
  afterAll(() => hub.close());

  test("a prospect is a person, though the team comes from the same address", async () => {
    const sam = await scene.member();
    const link = await scene.link(sam, await scene.person("maya@initech.example", sam), await scene.asset());
    const { store, settings } = hub.hub;
    const asSam = (forwarded: string) =>
      hub.app.request(
        `${settings.publicUrl}/api/me`,
        { headers: { authorization: `Bearer ${sam.token}`, "x-forwarded-for": forwarded } },
        { incoming: { socket: { remoteAddress: PROXY } } },
      );
    expect((await asSam("192.0.2.77")).status).toBe(200);
    // What is noted beside the call is there before what is noted after it.
    await hub.app.request(
      `${settings.publicUrl}/api/me`,
      { headers: { authorization: `Bearer ${sam.token}` } },
      { incoming: { socket: { remoteAddress: "192.0.2.200" } } },
    );
    const noted = await waitForValue("the second address", async () => {
      const rows = await store.query("select 1 from member_address");
      return rows.length > 1 ? rows : undefined;
    });
    // Of how this test's members call, and of the second call here.
    expect(noted).toHaveLength(2);

    const headers = { ...BROWSER, "x-forwarded-for": "198.51.100.20" };
    const view = await scene.view(link.path, { headers }, PROXY);
    hub.setNow(new Date(Date.now() + 30_000));
    await scene.tell(link, { view, parts: [[1, 20_000]], scrolled: 2, visibleMs: 20_000 }, PROXY, headers);
    const { views } = await hub.call("shareViews", { id: link.shareId }, { token: sam.token });
    expect(views.map(({ classification }) => classification)).toEqual(["person"]);
    expect(await store.query("select 1 from link_view where address_hash is not null")).toEqual([]);
  });
});
