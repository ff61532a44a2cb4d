import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readSummary } from "../../hub/shares/reading.ts";
import { summarise } from "../../hub/shares/summarise.ts";
import { StoreUnavailable } from "../../hub/store/errors.ts";
import { ADMIN_TOKEN, type TestHub, testHub } from "../support/hub.ts";
import { BROWSER, type Linked, type LinkScene, linkScene } from "../support/link-scene.ts";
import { engines } from "../support/stores.ts";

const NOW = new Date("2026-03-02T09:00:00.000Z");
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);

describe.each(engines)("who opened a link, on %s", (engine) => {
  let hub: TestHub;
  let scene: LinkScene;
  let sam: { id: string; token: string };
  beforeEach(async () => {
    hub = await testHub(engine);
    hub.setNow(NOW);
    scene = await linkScene(hub);
    sam = await scene.member();
  });
  afterEach(() => hub.close());

  async function linkTo(email = "maya@initech.example", assetId?: string, tracked = true): Promise<Linked> {
    const record = await scene.person(email, sam);
    return scene.link(sam, record, assetId ?? (await scene.asset()), tracked);
  }
  const viewsOf = ({ shareId }: Linked) => hub.call("shareViews", { id: shareId }, { token: sam.token });
  const wordsOf = async (link: Linked) => (await viewsOf(link)).share.reading.words;
  /** The summary that is kept step by step is the one that is counted from everything. */
  async function expectCountedRight({ shareId }: Linked) {
    const [row] = await hub.hub.store.query<{ reading: unknown }>("select reading from share where id = $1", [
      shareId,
    ]);
    const kept = readSummary(row?.reading);
    expect(await summarise(hub.hub.store, shareId, kept)).toEqual(kept);
  }

  test("a person's reading is told by page, in whatever order beacons come, once", async () => {
    const link = await linkTo();
    expect(await wordsOf(link)).toBe("Not opened yet");
    const view = await scene.view(link.path);
    expect(await wordsOf(link)).toBe("Opened; we cannot tell whether by a person");
    hub.setNow(later(100));
    const more = {
      view,
      parts: [
        [1, 10_000],
        [2, 61_000],
        [3, 4_000],
      ] as [number, number][],
      scrolled: 4,
      visibleMs: 80_000,
    };
    const less = { view, parts: [[1, 9_000]] as [number, number][], scrolled: 1, visibleMs: 9_000 };
    for (const beacon of [more, less, more]) expect((await scene.tell(link, beacon)).status).toBe(204);
    const { share, pages, views } = await viewsOf(link);
    expect(share.reading).toEqual({
      state: "person",
      words: "Read 3 of 4 pages, 1 min",
      at: later(100).toISOString(),
      pagesRead: 3,
      pages: 4,
      seconds: 75,
      places: 1,
    });
    expect(pages).toEqual([
      { page: 1, seconds: 10 },
      { page: 2, seconds: 61 },
      { page: 3, seconds: 4 },
    ]);
    expect(views).toMatchObject([
      { what: "view", classification: "person", reason: "Scrolled and stayed 1:20", version: 1, seconds: 75 },
    ]);
    await expectCountedRight(link);
    hub.setNow(later(120));
    await scene.tell(link, {
      ...more,
      parts: [
        [1, 10_000],
        [4, 12_000],
      ],
      visibleMs: 92_000,
    });
    expect(await wordsOf(link)).toBe("Read 4 of 4 pages, 1 min");
    await expectCountedRight(link);
  });

  test("what a page says is bounded by the hub's own clock and the pages that there are", async () => {
    const link = await linkTo();
    const view = await scene.view(link.path);
    hub.setNow(later(8));
    await scene.tell(link, {
      view,
      parts: [
        [1, 3_600_000],
        [9, 5_000],
      ],
      scrolled: 1,
      visibleMs: 3_600_000,
    });
    const { pages, views } = await viewsOf(link);
    expect(pages).toEqual([{ page: 1, seconds: 10 }]);
    expect(views[0]).toMatchObject({ seconds: 10, reason: "Scrolled and stayed 0:08" });
  });

  test("only a page that this hub showed, today, is believed", async () => {
    const link = await linkTo();
    const view = await scene.view(link.path);
    const tell = async (said: object) => (await scene.tell(link, { view, ...said })).status;
    const other = view.startsWith("A") ? "B" : "A";
    expect(await tell({ view: other + view.slice(1) })).toBe(403);
    expect(await tell({ view: "x".repeat(106) })).toBe(403);
    expect(await tell({ parts: [[0, 1]] })).toBe(400);
    expect(await tell({ parts: Array.from({ length: 5_001 }, () => [1, 1]) })).toBe(400);
    expect(await tell({ view: "x".repeat(70_000) })).toBe(413);
    hub.setNow(later(25 * 3_600));
    expect(await tell({})).toBe(403);
    expect((await viewsOf(link)).views).toMatchObject([{ what: "fetch" }]);
  });

  test("machines are told apart, and none is a reader", async () => {
    const agent = (name: string) => ({ headers: { ...BROWSER, "user-agent": name } });
    const slack = await linkTo();
    await scene.open(slack.path, agent("Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)"));
    expect(await wordsOf(slack)).toBe("Opened by a link preview, not by a person yet");
    const scanner = await linkTo("kim@initech.example");
    await scene.open(scanner.path, agent("Mimecast Ltd"));
    expect(await wordsOf(scanner)).toBe("Opened by a mail scanner, not by a person yet");
    const checked = await linkTo("lee@initech.example");
    await scene.open(checked.path, { method: "HEAD", headers: BROWSER });
    await scene.open(checked.path, { headers: { ...BROWSER, "sec-purpose": "prefetch;prerender" } });
    expect((await viewsOf(checked)).views.map(({ classification }) => classification)).toEqual([
      "likely_automated",
      "likely_automated",
    ]);
    const driven = await linkTo("ada@initech.example");
    const view = await scene.view(driven.path);
    hub.setNow(later(60));
    await scene.tell(driven, {
      view,
      parts: [[1, 50_000]],
      scrolled: 9,
      pointer: 9,
      visibleMs: 50_000,
      driven: true,
    });
    expect((await viewsOf(driven)).views).toMatchObject([
      { classification: "likely_automated", reason: "A browser steered by a program" },
    ]);
    expect((await hub.call("mine", undefined, { token: sam.token })).readers).toEqual([]);
  });

  test("a scanner that renders pages gives itself away by opening many links at once", async () => {
    const assetId = await scene.asset();
    const links: Linked[] = [];
    for (const name of ["maya", "kim", "lee", "ada"])
      links.push(await linkTo(`${name}@initech.example`, assetId));
    const views: string[] = [];
    for (const [n, link] of links.entries()) {
      hub.setNow(later(n * 0.4));
      views.push(await scene.view(link.path, undefined, "198.51.100.7"));
    }
    for (const [n, link] of links.entries()) {
      hub.setNow(later(6));
      await scene.tell(link, { view: views[n] ?? "", parts: [[1, 5_000]], visibleMs: 5_000 }, "198.51.100.7");
      const { share, views: seen } = await viewsOf(link);
      expect(share.reading.state).toBe("automated");
      expect(seen[0]?.reason).toMatch(/^Opened [34] links within 2 seconds$/);
      await expectCountedRight(link);
    }
  });

  test("a link that was passed on is read in two places; the team's own look is not a reading", async () => {
    const link = await linkTo();
    for (const [n, from] of ["203.0.113.5", "198.51.100.20", "192.0.2.1"].entries()) {
      hub.setNow(later(n * 100));
      const view = await scene.view(link.path, undefined, from);
      hub.setNow(later(n * 100 + 30));
      await scene.tell(link, { view, parts: [[1, 20_000]], scrolled: 2, visibleMs: 20_000 }, from);
    }
    const { share, views } = await viewsOf(link);
    // Members of this test call from 192.0.2.1.
    expect(views.map(({ classification }) => classification)).toEqual(["internal", "person", "person"]);
    expect(share.reading).toMatchObject({ words: "Read 1 of 4 pages, 40 s, in two places", places: 2 });
    await expectCountedRight(link);
  });

  test.each([
    ["Global Privacy Control", { gpc: "1" }, true],
    ["no tracking", {}, false],
    ["a team that only counts", { tracking: "counts" }, true],
  ] as const)(
    "with %s only that it was opened is kept",
    async (_what, how: { gpc?: string; tracking?: string }, tracked) => {
      if (how.tracking)
        await hub.call("changeReadingSettings", { tracking: "counts" }, { token: ADMIN_TOKEN });
      const link = await linkTo("maya@initech.example", undefined, tracked);
      const headers = { ...BROWSER, ...(how.gpc ? { "sec-gpc": how.gpc } : {}) };
      const view = await scene.view(link.path, { headers });
      hub.setNow(later(60));
      await scene.tell(
        link,
        { view, parts: [[2, 50_000]], scrolled: 5, visibleMs: 50_000 },
        undefined,
        headers,
      );
      const { share, pages, views } = await viewsOf(link);
      expect(share.reading).toMatchObject({
        state: "person",
        words: "Opened by a person; nothing more is noted",
      });
      expect([pages, views[0]?.seconds]).toEqual([[], null]);
      const { store } = hub.hub;
      expect(await store.query("select evidence, address_hash from link_view")).toEqual([
        { evidence: { limited: true }, address_hash: null },
      ]);
      expect(await store.query("select evidence, address_hash from link_fetch")).toEqual([
        { evidence: { limited: true, elsewhere: false }, address_hash: null },
      ]);
      expect(await store.query("select 1 from link_view_part")).toEqual([]);
    },
  );

  test("switched off, nothing is kept, not even of pages that are open", async () => {
    const link = await linkTo();
    const view = await scene.view(link.path);
    await hub.call("changeReadingSettings", { tracking: "off" }, { token: ADMIN_TOKEN });
    expect((await scene.tell(link, { view, scrolled: 1, visibleMs: 9_000 })).status).toBe(204);
    const page = await (await scene.open(link.path, { headers: BROWSER })).text();
    expect(page).toContain('"view":null');
    const { store } = hub.hub;
    expect(await store.query("select 1 from link_view")).toEqual([]);
    expect(await store.query("select 1 from link_fetch")).toHaveLength(1);
  });

  test("a page elsewhere is led to by its stored address alone", async () => {
    const assetId = await scene.asset({ kind: "web_page", url: "https://acme.example/pricing?a=1" });
    const link = await linkTo("maya@initech.example", assetId);
    const answer = await scene.open(`${link.path}?url=https://evil.example`, { headers: BROWSER });
    expect([answer.status, answer.headers.get("location")]).toEqual([
      302,
      "https://acme.example/pricing?a=1",
    ]);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.headers.get("referrer-policy")).toBe("no-referrer");
    expect(await wordsOf(link)).toBe("Opened; we cannot tell by whom or how long");
    await expectCountedRight(link);
  });

  test("files come by range under the link, with their type and no rights", async () => {
    const assetId = await scene.asset({ bytes: Buffer.from("%PDF-0123456789") });
    const link = await linkTo("maya@initech.example", assetId);
    const path = `/l/${link.token}/file?v=1`;
    const part = await scene.open(path, { headers: { range: "bytes=5-8" } });
    expect([part.status, await part.text(), part.headers.get("content-type")]).toEqual([
      206,
      "0123",
      "application/pdf",
    ]);
    expect(part.headers.get("content-security-policy")).toMatch(/^sandbox/);
    expect(part.headers.get("x-content-type-options")).toBe("nosniff");
    expect(part.headers.get("cross-origin-resource-policy")).toBe("same-origin");
    expect((await scene.open(path, { headers: { range: "bytes=99-" } })).status).toBe(416);
    expect((await scene.open(`${path}&download=1`)).headers.get("content-disposition")).toMatch(
      /^attachment/,
    );
    await hub.call("changeShare", { id: link.shareId, allowDownload: false }, { token: sam.token });
    expect((await scene.open(`${path}&download=1`)).status).toBe(404);
    expect((await scene.open(path)).status).toBe(200);
    expect((await scene.open(`/l/${link.token}/picture`)).headers.get("content-type")).toBe("image/jpeg");
    // Under the team's name there is nothing of it.
    expect((await hub.request(path)).status).not.toBe(200);
    expect(await hub.hub.store.query("select 1 from link_fetch")).toEqual([]);
  });

  test("who reads an old version when a new one comes may go on for a day", async () => {
    const link = await linkTo();
    const { asset_id } =
      (await hub.hub.store.query<{ asset_id: string }>("select asset_id from share"))[0] ?? {};
    await scene.version(asset_id ?? "", 2);
    const file = async (version: number) => (await scene.open(`/l/${link.token}/file?v=${version}`)).status;
    await hub.hub.store.query("update asset_version set created_at = now() where number = 2");
    expect([await file(1), await file(2), await file(3)]).toEqual([200, 200, 404]);
    await hub.hub.store.query(
      "update asset_version set created_at = now() - interval '2 days' where number = 2",
    );
    expect([await file(1), await file(2)]).toEqual([404, 200]);
  });

  test("a hub without its database tells a prospect so in a page", async () => {
    const link = await linkTo();
    const { store } = hub.hub;
    const { query } = store;
    store.query = () => Promise.reject(new StoreUnavailable("away"));
    const answer = await scene.open(link.path, { headers: BROWSER });
    store.query = query;
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "60"]);
    expect(await answer.text()).toContain("<h1>");
  });

  test("links that open nothing say so, each with its status; guessing is stopped", async () => {
    const link = await linkTo();
    const status = async (path: string, from?: string) =>
      (await scene.open(path, { headers: BROWSER }, from)).status;
    await hub.call(
      "changeShare",
      { id: link.shareId, expiresAt: later(60).toISOString() },
      { token: sam.token },
    );
    expect(await status(link.path)).toBe(200);
    hub.setNow(later(61));
    expect(await status(link.path)).toBe(410);
    await hub.call("changeShare", { id: link.shareId, expiresAt: null }, { token: sam.token });
    await hub.hub.store.query("update asset set retired_at = now()");
    expect(await status(link.path), "what is retired goes on for who has it").toBe(200);
    await hub.call("changeShare", { id: link.shareId, revoked: true }, { token: sam.token });
    const page = await scene.open(link.path, { headers: BROWSER });
    expect(page.status).toBe(410);
    expect(await page.text()).toContain("Sam Whitfield");
    expect(page.headers.get("x-robots-tag")).toContain("noindex");
    let last = 0;
    for (let n = 0; n < 61; n++)
      last = await status(`/l/${"A".repeat(20)}${String(n).padStart(2, "0")}`, "198.51.100.99");
    expect(last).toBe(429);
    expect(await status("/l/nothing", "198.51.100.98")).toBe(404);
  });
});
