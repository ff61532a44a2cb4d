import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestHub, testHub } from "../support/hub.ts";
import { BROWSER, type Linked, type LinkScene, linkScene } from "../support/link-scene.ts";
import { engines } from "../support/stores.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const START = new Date("2026-03-02T09:00:00.000Z").getTime();
const READ = { scrolled: 2, visibleMs: 5 * SECOND, parts: [[1, 5 * SECOND]] as [number, number][] };

describe.each(engines)("who is said to have read a link, on %s", (engine) => {
  let hub: TestHub;
  let scene: LinkScene;
  let sam: { id: string; token: string };
  let now = START;
  let people = 0;
  const wait = (ms: number) => {
    now += ms;
    hub.setNow(new Date(now));
  };
  const query = <Row extends object>(text: string, values: unknown[] = []) =>
    hub.hub.store.query<Row>(text, values);
  const newLink = async (tracked = true, domain = "initech.example"): Promise<Linked> =>
    scene.link(sam, await scene.person(`p${people++}@${domain}`, sam), await scene.asset(), tracked);
  /** Opens it, and tells ten seconds later. */
  async function read(link: Linked, from?: string, beacon: object = READ, headers?: Record<string, string>) {
    const view = await scene.view(link.path, undefined, from);
    wait(10 * SECOND);
    await scene.tell(link, { view, ...beacon }, from, headers);
    return view;
  }
  const shareOf = async ({ shareId }: Linked) => {
    const [row] = await query<{ state: string; at: Date | null; first: Date | null }>(
      "select reading ->> 'state' as state, person_read_at as at, first_person_read_at as first from share where id = $1",
      [shareId],
    );
    return row;
  };
  const verdictOf = async ({ shareId }: Linked) => {
    const rows = await query<{ classification: string; reason: string }>(
      "select classification, reason from link_view where share_id = $1",
      [shareId],
    );
    return rows.at(-1);
  };
  beforeAll(async () => {
    hub = await testHub(engine);
    hub.setNow(new Date(now));
    scene = await linkScene(hub);
    sam = await scene.member();
  });
  afterAll(() => hub.close());

  test("when it was read first stays, however often it is read again", async () => {
    const link = await newLink();
    const first = new Date(now);
    await read(link);
    wait(90 * MINUTE);
    await read(link);
    expect(await shareOf(link)).toEqual({ state: "person", at: new Date(now), first });
  });

  test.each<[string, { tracked?: false; gpc?: true }]>([
    ["a link", {}],
    ["a link without tracking", { tracked: false }],
    ["a link whose opener asks for privacy", { gpc: true }],
  ])("a machine that renders, scrolls and names itself is none of the readers of %s", async (_what, how) => {
    const link = await newLink(how.tracked ?? true);
    const headers = {
      ...BROWSER,
      "user-agent": `${BROWSER["user-agent"].replace("Chrome/", "HeadlessChrome/")} Mimecast`,
      ...(how.gpc ? { "sec-gpc": "1" } : {}),
    };
    const view = await scene.view(link.path, { headers });
    wait(10 * SECOND);
    await scene.tell(link, { view, ...READ }, undefined, headers);
    expect(await verdictOf(link)).toEqual({
      classification: "likely_automated",
      reason: expect.stringContaining("Mimecast"),
    });
    expect(await shareOf(link)).toEqual({ state: "automated", at: null, first: null });
    expect(
      await query("select evidence ->> 'agent' as agent from link_fetch where share_id = $1", [link.shareId]),
    ).toEqual([{ agent: Object.keys(how).length === 0 ? headers["user-agent"] : null }]);
  });

  test.each<[string, { tracked?: false; gpc?: true }]>([
    ["without tracking", { tracked: false }],
    ["whose opener asks for privacy", { gpc: true }],
  ])("how long a link %s was read is kept nowhere", async (_what, how) => {
    const link = await newLink(how.tracked ?? true);
    const headers = { ...BROWSER, ...(how.gpc ? { "sec-gpc": "1" } : {}) };
    const opened = new Date(now);
    const view = await scene.view(link.path, { headers });
    for (const minutes of [1, 7]) {
      wait(minutes * MINUTE);
      await scene.tell(link, { view, ...READ }, undefined, headers);
    }
    expect(await shareOf(link)).toEqual({ state: "person", at: opened, first: null });
    expect(
      await query(
        "select began_at, last_at, version_id, seconds, address_hash from link_view where share_id = $1",
        [link.shareId],
      ),
    ).toEqual([{ began_at: opened, last_at: opened, version_id: null, seconds: 0, address_hash: null }]);
  });

  test("of a page that is open when its reader asks for privacy, what was told before goes", async () => {
    const link = await newLink();
    const opened = new Date(now);
    const view = await read(link);
    wait(MINUTE);
    await scene.tell(link, { view, ...READ }, undefined, { "sec-gpc": "1" });
    expect(await shareOf(link)).toEqual({ state: "person", at: opened, first: null });
    const { share, pages } = await hub.call("shareViews", { id: link.shareId }, { token: sam.token });
    expect([share.reading.words, pages]).toEqual(["Opened by a person; nothing more is noted", []]);
    expect(
      await query("select last_at, seconds, address_hash from link_view where share_id = $1", [link.shareId]),
    ).toEqual([{ last_at: opened, seconds: 0, address_hash: null }]);
  });

  test("the team's own look at a link without tracking is not a reading either", async () => {
    const link = await newLink(false);
    // Members of this test call from 192.0.2.1. They go home before the page tells.
    const view = await scene.view(link.path, undefined, "192.0.2.1");
    wait(10 * SECOND);
    await scene.tell(link, { view, ...READ }, "203.0.113.44");
    expect(await verdictOf(link)).toMatchObject({ classification: "internal" });
    expect(await shareOf(link)).toMatchObject({ state: "internal", at: null });
  });

  test("an address that opened many links before it opened one without tracking is in doubt there too", async () => {
    for (const link of [await newLink(), await newLink()])
      await scene.open(link.path, { headers: BROWSER }, "198.51.100.61");
    const link = await newLink(false);
    await read(link, "198.51.100.61");
    expect(await verdictOf(link)).toMatchObject({ classification: "unknown" });
  });

  test("a page without tracking that turns out to be steered by a program was none of its readers", async () => {
    const link = await newLink(false);
    const view = await read(link);
    expect(await shareOf(link)).toMatchObject({ state: "person" });
    await scene.tell(link, { view, ...READ, driven: true });
    expect(await shareOf(link)).toMatchObject({ state: "automated", at: null });
    await scene.tell(link, { view, ...READ });
    expect(await verdictOf(link)).toEqual({
      classification: "likely_automated",
      reason: "A browser steered by a program",
    });
  });

  test("a page that tells the moment it is shown was in sight of nobody, whatever it says", async () => {
    const link = await newLink();
    const view = await scene.view(link.path);
    await scene.tell(link, { view, scrolled: 3, visibleMs: 3 * SECOND });
    expect(await verdictOf(link)).toMatchObject({ classification: "unknown" });
    wait(2 * SECOND);
    await scene.tell(link, { view, scrolled: 3, visibleMs: 3 * SECOND });
    expect(await verdictOf(link)).toMatchObject({ classification: "person" });
  });

  test("a page that is told twice in one beacon counts once, by its longer time", async () => {
    const link = await newLink();
    const view = await scene.view(link.path);
    wait(10 * SECOND);
    const parts: [number, number][] = [
      [1, 2 * SECOND],
      [1, 4 * SECOND],
      [2, 1 * SECOND],
    ];
    expect((await scene.tell(link, { view, ...READ, parts })).status).toBe(204);
    const { pages } = await hub.call("shareViews", { id: link.shareId }, { token: sam.token });
    expect(pages).toEqual([
      { page: 1, seconds: 4 },
      { page: 2, seconds: 1 },
    ]);
  });

  test("the first links of a scanner are none of its readings either, once it gave itself away", async () => {
    const links = [await newLink(), await newLink(), await newLink(), await newLink()];
    const from = "198.51.100.71";
    const views: string[] = [];
    for (const link of links) {
      views.push(await scene.view(link.path, undefined, from));
      wait(300);
    }
    wait(10 * SECOND);
    for (const [n, link] of links.entries()) {
      await scene.tell(link, { view: views[n] ?? "", ...READ }, from);
      expect(await verdictOf(link)).toMatchObject({ classification: "unknown" });
      expect(await shareOf(link)).toMatchObject({ state: "unknown", at: null, first: null });
    }
  });

  test("an address that opens links of many companies was a gateway from the first of them", async () => {
    const from = "198.51.100.72";
    const links: Linked[] = [];
    for (const domain of ["initech", "hooli", "umbrella", "globex"]) {
      const link = await newLink(true, `${domain}.example`);
      await read(link, from);
      links.push(link);
      expect((await shareOf(link))?.state).toBe(links.length < 3 ? "person" : "unknown");
      wait(MINUTE);
    }
    for (const link of links) {
      expect(await verdictOf(link)).toEqual({
        classification: "unknown",
        reason: expect.stringMatching(/^Scrolled, but one address opened links of [34] companies that day$/),
      });
      expect(await shareOf(link)).toMatchObject({ state: "unknown", at: null, first: null });
    }
  });

  test("a revoked link tells no more, but of what was read before", async () => {
    const [link, closed] = [await newLink(), await newLink()];
    const view = await scene.view(link.path);
    const unread = await scene.view(closed.path);
    wait(SECOND);
    await hub.call("changeShare", { id: closed.shareId, revoked: true }, { token: sam.token });
    wait(4 * SECOND);
    const revokedAt = new Date(now);
    await hub.call("changeShare", { id: link.shareId, revoked: true }, { token: sam.token });
    wait(20 * MINUTE);
    const long = { scrolled: 9, visibleMs: 20 * MINUTE, parts: [[1, 20 * MINUTE]] as [number, number][] };
    await scene.tell(link, { view, ...long });
    await scene.tell(closed, { view: unread, ...long });
    expect(await shareOf(link)).toMatchObject({ state: "person", at: revokedAt });
    expect(await verdictOf(link)).toMatchObject({ reason: "Scrolled and stayed 0:05" });
    // It was in sight for a second when it was revoked.
    expect(await shareOf(closed)).toMatchObject({ state: "unknown", at: null });
  });

  test("each sitting is news once, also where a page of an earlier one goes on telling", async () => {
    const link = await newLink();
    const id = async () => {
      const { readers } = await hub.call("mine", undefined, { token: sam.token });
      return readers.find(({ shareId }) => shareId === link.shareId)?.id;
    };
    const first = await read(link);
    const ids = [await id()];
    wait(40 * MINUTE);
    await read(link);
    ids.push(await id());
    // The first page is in sight again: both are one sitting now, and nothing began.
    wait(MINUTE);
    await scene.tell(link, { view: first, ...READ, scrolled: 5 });
    wait(MINUTE);
    await read(link);
    expect(await id()).toBe(ids[1]);
    wait(5 * 60 * MINUTE);
    await read(link);
    ids.push(await id());
    expect(new Set(ids).size).toBe(3);
  });
});
