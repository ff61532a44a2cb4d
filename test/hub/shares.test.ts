import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ADMIN_TOKEN, type TestHub, testHub } from "../support/hub.ts";
import { BROWSER, type LinkScene, linkScene } from "../support/link-scene.ts";
import { engines } from "../support/stores.ts";

const NOW = new Date("2026-03-02T09:00:00.000Z");
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);

describe.each(engines)("links on %s", (engine) => {
  let hub: TestHub;
  let scene: LinkScene;
  beforeEach(async () => {
    hub = await testHub(engine);
    hub.setNow(NOW);
    scene = await linkScene(hub);
  });
  afterEach(() => hub.close());

  test("one asset, person and member have one link; another member has another", async () => {
    const [sam, eva] = [await scene.member(), await scene.member("rep", "Eva Lind")];
    const record = await scene.person("maya@initech.example", sam, eva);
    const assetId = await scene.asset();
    const first = await hub.call("prepareShare", { record, assetId, tracked: true }, { token: sam.token });
    const again = await hub.call("prepareShare", { record, assetId, tracked: true }, { token: sam.token });
    expect(again.share).toEqual(first.share);
    expect(first.share.link).toMatch(/^http:\/\/localhost:8787\/l\/[0-9A-Za-z]{22}\/migration-guide$/);
    expect(first.to).toBe("maya@initech.example");
    expect(first.message.text).toContain("Hello Maya,");
    expect(first.message.text).toContain(first.share.link);
    expect(first.share.linkIsLocal).toBe(true);
    const hers = await scene.link(eva, record, assetId);
    expect(hers.shareId).not.toBe(first.share.id);
    const context = await hub.call("context", { record }, { token: eva.token });
    expect(context.shares?.map(({ mine, link }) => [mine, link === undefined]).sort()).toEqual([
      [false, true],
      [true, false],
    ]);
  });

  test("what a colleague sent is not named to who may not know of it", async () => {
    const [mira, sam] = [await scene.member("marketer", "Mira Maker"), await scene.member()];
    const record = await scene.person("maya@initech.example", mira, sam);
    const assetId = await scene.asset({ title: "Board-only price floor" });
    const { store } = hub.hub;
    const { shareId } = await scene.link(mira, record, assetId);
    await store.query("update share set copied_at = now(), sent_version = 1");
    await scene.version(assetId, 2);
    const seen = async (audience: string, as = sam) => {
      await store.query("update asset set audience = $1", [audience]);
      await store.query("update library set stamp = stamp + 1");
      const [share] = (await hub.call("context", { record }, { token: as.token })).shares ?? [];
      const views = await hub.call("shareViews", { id: shareId }, { token: as.token });
      expect(views.share).toEqual(share);
      return [share?.title, share?.whatChanged];
    };
    const known = ["Board-only price floor", "New prices"];
    expect(await seen("all")).toEqual(known);
    expect(await seen("marketing")).toEqual(["Something marketing sent", null]);
    expect(await seen("marketing", mira)).toEqual(known);
    expect(await seen("teams")).toEqual(["Something another team sent", null]);
    const { team } = await hub.call("addTeam", { name: "EMEA" }, { token: ADMIN_TOKEN });
    await store.query("insert into asset_team values ($1, $2)", [assetId, team.id]);
    await store.query("insert into team_member values ($1, $2)", [team.id, sam.id]);
    expect(await seen("teams")).toEqual(known);
  });

  test("a revoked link is replaced, and taken back only while there is no other", async () => {
    const sam = await scene.member();
    const record = await scene.person("maya@initech.example", sam);
    const assetId = await scene.asset();
    const first = await scene.link(sam, record, assetId);
    const change = (more: object) =>
      hub.ask("changeShare", { id: first.shareId, ...more }, { token: sam.token });
    expect((await change({ revoked: true })).status).toBe(200);
    expect((await scene.open(first.path, { headers: BROWSER })).status).toBe(410);
    expect((await change({ revoked: false })).status).toBe(200);
    expect((await scene.open(first.path, { headers: BROWSER })).status).toBe(200);
    await change({ revoked: true });
    const second = await scene.link(sam, record, assetId);
    expect(second.token).not.toBe(first.token);
    expect((await change({ revoked: false })).status).toBe(409);
  });

  test("what cannot be sent is refused with the reason", async () => {
    const [sam, eva] = [await scene.member(), await scene.member("marketer", "Eva Lind")];
    const record = await scene.person("maya@initech.example", sam, eva);
    const send = async (assetId: string, member = sam, more: object = {}) => {
      const said = { record, assetId, tracked: true, ...more };
      const answer = await hub.ask("prepareShare", said, { token: member.token });
      return [answer.status, ((await answer.json()) as { error?: { message: string } }).error?.message];
    };
    const guide = await scene.asset();
    expect(await send(randomUUID())).toEqual([404, expect.stringContaining("no such content")]);
    expect(await send(await scene.asset({ kind: "snippet", text: "We do." }))).toEqual([
      400,
      expect.stringContaining("Copy its text"),
    ]);
    const { store } = hub.hub;
    await store.query("update asset set audience = 'marketing' where id = $1", [guide]);
    await store.query("update library set stamp = stamp + 1");
    expect((await send(guide))[0]).toBe(404);
    expect((await send(guide, eva))[0]).toBe(200);
    await store.query("update asset set retired_at = now() where id = $1", [guide]);
    await store.query("update library set stamp = stamp + 1");
    expect(await send(guide, eva)).toEqual([409, expect.stringContaining("retired")]);
    const stranger = { ...record, id: "00Q5g00000A1b2CEAR" };
    expect(await send(await scene.asset(), sam, { record: stranger })).toEqual([
      403,
      expect.stringContaining("record first"),
    ]);
    await hub.call("context", { record: stranger }, { token: sam.token });
    expect(await send(await scene.asset(), sam, { record: stranger })).toEqual([
      404,
      expect.stringContaining("Nobody is known"),
    ]);
  });

  test("copying and opening in mail are kept with the version that was known then; a newer one shows", async () => {
    const sam = await scene.member();
    const record = await scene.person("maya@initech.example", sam);
    const assetId = await scene.asset();
    const { shareId } = await scene.link(sam, record, assetId);
    const note = (did: object, key = randomUUID()) =>
      hub.ask("noteShare", { shareId, at: later(-60).toISOString(), ...did }, { token: sam.token, key });
    hub.setNow(later(10));
    expect((await note({ did: "copied", at: later(5).toISOString() })).status).toBe(200);
    expect((await note({ did: "opened_in" })).status).toBe(400);
    expect((await note({ did: "opened_in", composer: "gmail", at: later(7).toISOString() })).status).toBe(
      200,
    );
    const read = async () => (await hub.call("shareViews", { id: shareId }, { token: sam.token })).share;
    expect(await read()).toMatchObject({
      copiedAt: later(5).toISOString(),
      openedIn: "gmail",
      openedInAt: later(7).toISOString(),
      sentVersion: 1,
      version: 1,
      whatChanged: null,
    });
    await scene.version(assetId, 2);
    expect(await read()).toMatchObject({ sentVersion: 1, version: 2, newest: 2, whatChanged: "New prices" });
    await hub.call("changeShare", { id: shareId, pinned: 1 }, { token: sam.token });
    expect(await read()).toMatchObject({ version: 1, newest: 2, pinned: true });
    // A clock that runs ahead is not believed.
    await note({ did: "copied", at: later(9_000).toISOString() });
    expect((await read()).copiedAt).toBe(later(10).toISOString());
  });

  test("nobody changes another rep's link, or has it; an admin may", async () => {
    const [sam, eva, ada] = [
      await scene.member(),
      await scene.member("rep", "Eva Lind"),
      await scene.member("admin", "Ada"),
    ];
    const record = await scene.person("maya@initech.example", sam);
    const { shareId } = await scene.link(sam, record, await scene.asset());
    const ask = async (member: { token: string }, name: "changeShare" | "noteShare" | "shareViews") => {
      const said = {
        changeShare: { id: shareId, revoked: true },
        noteShare: { shareId, did: "copied", at: NOW.toISOString() },
        shareViews: { id: shareId },
      }[name];
      return (await hub.ask(name, said, { token: member.token })).status;
    };
    expect(await ask(eva, "changeShare")).toBe(403);
    expect(await ask(eva, "noteShare")).toBe(403);
    expect(await ask(eva, "shareViews")).toBe(403);
    await hub.call("context", { record }, { token: eva.token });
    expect(await ask(eva, "shareViews")).toBe(200);
    expect((await hub.call("shares", {}, { token: eva.token })).items).toEqual([]);
    expect((await hub.call("shares", {}, { token: ada.token })).items).toMatchObject([
      { id: shareId, person: { name: "Maya Okafor", company: "Initech" } },
    ]);
    expect(await ask(ada, "changeShare")).toBe(200);
  });

  test("the list goes on by cursor, and leaves nothing out", async () => {
    const sam = await scene.member();
    const record = await scene.person("maya@initech.example", sam);
    const assetId = await scene.asset();
    const { shareId } = await scene.link(sam, record, assetId);
    await hub.hub.store.query(
      `insert into share (id, asset_id, identity_id, member_id, record, tracked, token, prepared_at, revoked_at)
       select gen_random_uuid(), asset_id, identity_id, member_id, record, tracked, 'token ' || n,
         prepared_at - (n / 3) * interval '1 microsecond', now()
       from share, generate_series(1, 120) n where id = $1`,
      [shareId],
    );
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await hub.call("shares", { ...(cursor ? { cursor } : {}) }, { token: sam.token });
      ids.push(...page.items.map(({ id }) => id));
      cursor = page.next ?? undefined;
    } while (cursor);
    expect(ids).toHaveLength(121);
    expect(new Set(ids).size).toBe(121);
    expect((await hub.ask("shares", { cursor: "x" }, { token: sam.token })).status).toBe(400);
  });

  test("who read what I sent, once for each sitting", async () => {
    const sam = await scene.member();
    const record = await scene.person("maya@initech.example", sam);
    const link = await scene.link(sam, record, await scene.asset());
    const mine = async () => (await hub.call("mine", undefined, { token: sam.token })).readers;
    expect(await mine()).toEqual([]);
    const read = async (at: number) => {
      hub.setNow(later(at));
      const view = await scene.view(link.path);
      hub.setNow(later(at + 30));
      expect(
        (await scene.tell(link, { view, parts: [[1, 20_000]], scrolled: 3, visibleMs: 20_000 })).status,
      ).toBe(204);
    };
    await read(0);
    const [first] = await mine();
    expect(first).toMatchObject({
      title: "Migration guide",
      words: "Read 1 of 4 pages, 20 s",
      person: "Maya Okafor",
      company: "Initech",
      record,
    });
    await read(120);
    expect((await mine())[0]?.id).toBe(first?.id);
    await read(7_200);
    expect((await mine())[0]?.id).not.toBe(first?.id);
    // A link without tracking is opened too, and that is no news to anybody.
    const untracked = await scene.link(sam, record, await scene.asset(), false);
    const view = await scene.view(untracked.path);
    hub.setNow(later(7_300));
    await scene.tell(untracked, { view, parts: [[1, 20_000]], scrolled: 3, visibleMs: 20_000 });
    expect((await mine()).map(({ shareId }) => shareId)).toEqual([link.shareId]);
  });

  test("what is noted of readers is an admin's to say", async () => {
    const rep = await scene.member();
    expect(await hub.call("readingSettings", undefined, { token: rep.token })).toMatchObject({
      tracking: "person",
      companyName: "",
      mail: false,
      linksAreLocal: true,
    });
    await hub.call("changeReadingSettings", { companyName: "Acme" }, { token: ADMIN_TOKEN });
    await hub.call("changeReadingSettings", { tracking: "counts" }, { token: ADMIN_TOKEN });
    expect(await hub.call("readingSettings", undefined, { token: rep.token })).toMatchObject({
      tracking: "counts",
      companyName: "Acme",
    });
  });
});
