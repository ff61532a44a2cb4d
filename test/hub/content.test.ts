import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { libraryOf } from "../../hub/library/read-library.ts";
import { type Guidance, SaveDraftReply } from "../../lib/contract/guidance.ts";
import { ADMIN_TOKEN, type TestHub, testHub } from "../support/hub.ts";
import { mp4Of, pdfOf, pngOf } from "../support/sample-files.ts";
import { engines } from "../support/stores.ts";
import { upload } from "../support/upload.ts";

const GUIDANCE: Guidance = {
  conditions: {
    to: [{ fact: "role", seniority: ["vice_president", "head"], fields: ["data"] }],
    joint: "and",
    when: [{ fact: "stage", any: ["Evaluation"] }],
    except: [],
  },
  toGet: "a technical call",
  noException: true,
  how: {
    openWith: "You asked about cutover",
    show: "Page 2",
    ask: "Who signs off?",
    nextStep: "A call with Sam",
  },
};

describe.each(engines)("content on %s", (engine) => {
  let hub: TestHub;
  let mia: { token: string; id: string };
  let rep: { token: string; id: string };
  let emea: string;
  beforeAll(async () => {
    hub = await testHub(engine);
    mia = await hub.join("mia@acme.example", "marketer", "Mia Marketer");
    rep = await hub.join("rob@acme.example", "rep", "Rob Rep");
    emea = randomUUID();
    await hub.call("addTeam", { name: "EMEA", memberIds: [] } as never, { token: ADMIN_TOKEN, key: emea });
  });
  afterAll(() => hub.close());

  const asMia = () => ({ token: mia.token });
  const add = async (title: string, from: object, more: object = {}) =>
    (await hub.call("addAsset", { title, from, ...more } as never, asMia())).asset;
  const addPdf = async (title: string, pages: string[], more: object = {}) => {
    const { fileId } = await upload(hub, mia.token, await pdfOf(pages), `${title}.pdf`);
    return add(title, { fileId }, more);
  };
  const problemOf = async (answer: Response) =>
    ((await answer.json()) as { error: { message: string } }).error.message;
  const getFile = (url: string, headers: Record<string, string> = {}, method = "GET") =>
    hub.app.request(url, { method, headers });

  test("a PDF is processed: pages, its text, a picture of page 1 and a thumbnail", async () => {
    const asset = await addPdf("Migration guide", ["How to leave the warehouse", "Cutover in six weeks"]);
    expect(asset).toMatchObject({ kind: "pdf", length: "PDF", version: { number: 1, state: "processing" } });
    await hub.work();
    const { asset: ready } = await hub.call("asset", { id: asset.id }, asMia());
    expect(ready).toMatchObject({
      length: "PDF, 2 pages",
      owner: { name: "Mia Marketer" },
      hasGuidance: false,
      fits: null,
      sent: 0,
      readByPerson: 0,
      matches: { urls: [], titles: ["migration guide"], touchpoints: 0, people: 0 },
      versions: [{ number: 1, state: "ready", fileName: "Migration guide.pdf", pages: 2, problem: null }],
    });
    const picture = await getFile(ready.thumbnail ?? "");
    expect(picture.status).toBe(200);
    expect(picture.headers.get("content-type")).toBe("image/webp");
    expect((await picture.arrayBuffer()).byteLength).toBeGreaterThan(200);
  });

  test("a file that cannot be opened says why, and is not tried again", async () => {
    const damaged = new TextEncoder().encode("%PDF-1.7\nnothing in it\nstartxref\n0\n%%EOF");
    const { fileId: pdf } = await upload(hub, mia.token, damaged);
    const { fileId: bomb } = await upload(hub, mia.token, pngOf(20_000, 20_000, 2_000), "bomb.png");
    const assets = [await add("Damaged", { fileId: pdf }), await add("Bomb", { fileId: bomb })];
    await hub.work();
    const problems = await Promise.all(
      assets.map(async ({ id }) => (await hub.call("asset", { id }, asMia())).asset.versions[0]),
    );
    expect(problems.map((version) => [version?.state, version?.problem])).toEqual([
      ["failed", "This PDF is damaged and cannot be opened. Save it as PDF again, then add it again."],
      ["failed", "This picture has 400 megapixels, and 64 is the most. Save it smaller and add it again."],
    ]);
    expect(await hub.hub.store.query("select 1 from job where done_at is null")).toEqual([]);
    const { items } = await hub.call("searchContent", { query: "damaged" }, { token: rep.token });
    expect(items).toEqual([]);
  });

  test("a new version is what links follow once it is ready; another kind, or the same again, is refused", async () => {
    const asset = await addPdf("Pricing sheet", ["Prices of spring"]);
    await hub.work();
    const { fileId } = await upload(hub, mia.token, await pdfOf(["Prices of autumn", "Discounts"]));
    const request = { assetId: asset.id, from: { fileId }, whatChanged: "New prices" };
    const key = randomUUID();
    const { asset: two } = await hub.call("addVersion", request, { ...asMia(), key });
    expect(two.version).toMatchObject({ id: key, number: 2, state: "processing" });
    expect((await libraryOf(hub.hub)).assets.get(asset.id)?.version).toMatchObject({
      number: 1,
      ready: true,
    });
    await hub.work();
    expect((await libraryOf(hub.hub)).assets.get(asset.id)?.version).toMatchObject({
      number: 2,
      whatChanged: "New prices",
    });
    expect((await hub.call("addVersion", request, { ...asMia(), key })).asset.versions).toHaveLength(2);
    const again = await hub.ask("addVersion", request, asMia());
    expect([again.status, await problemOf(again)]).toEqual([
      409,
      "Version 2 is the same already. Nothing was added.",
    ]);
    const other = await hub.ask("addVersion", { ...request, from: { text: "A text" } }, asMia());
    expect(await problemOf(other)).toMatch(/^A version is of the same kind as what it replaces: a PDF\./);
  });

  test("who may use it binds search and looking, for each role and team", async () => {
    const ofTeam = await add(
      "Data residency dossier",
      { text: "EU only" },
      { audience: "teams", teams: [emea] },
    );
    const inside = await add("Battlecard dossier", { text: "internal" }, { audience: "marketing" });
    const ofAll = await add("Public dossier", { text: "for all" });
    const member = await hub.join("eve@acme.example", "rep", "Eve EMEA");
    await hub.hub.store.query("insert into team_member values ($1, $2)", [emea, member.id]);
    const see = async (token: string) => {
      const { items } = await hub.call("searchContent", { query: "dossier" }, { token });
      const opened = await Promise.all(
        [ofTeam, inside, ofAll].map(async ({ version }) => {
          const said = { versionId: version.id, what: "original" };
          return (await hub.ask("openVersion", said, { token })).status;
        }),
      );
      return [items.map(({ title }) => title.split(" ")[0]).sort(), opened];
    };
    expect(await see(rep.token)).toEqual([["Public"], [404, 404, 200]]);
    expect(await see(member.token)).toEqual([
      ["Data", "Public"],
      [200, 404, 200],
    ]);
    expect(await see(mia.token)).toEqual([
      ["Battlecard", "Data", "Public"],
      [200, 200, 200],
    ]);
    await hub.call("changeAsset", { id: ofTeam.id, audience: "all" }, asMia());
    expect((await see(rep.token))[1]).toEqual([200, 404, 200]);
    const none = await hub.ask("changeAsset", { id: ofTeam.id, audience: "teams" }, asMia());
    expect(await problemOf(none)).toBe("Choose at least one team that may use it.");
    const unknown = { id: ofTeam.id, audience: "teams", teams: [randomUUID()] };
    expect((await hub.ask("changeAsset", unknown, asMia())).status).toBe(404);
  });

  test("guidance is drafted, published for many at once, replaced, and refused where it asks nothing", async () => {
    const one = await add("Security answers", { text: "We are certified." });
    const two = await add("Security overview text", { text: "An overview." });
    await hub.call("saveDraft", { assetId: one.id, guidance: GUIDANCE }, asMia());
    expect((await hub.call("asset", { id: one.id }, asMia())).asset).toMatchObject({
      hasDraft: true,
      hasGuidance: false,
      // Who brings something has not said yet that it is right.
      verifiedAt: null,
      verifiedUntil: null,
      draft: { by: { name: "Mia Marketer" } },
    });
    const key = randomUUID();
    const request = { assetIds: [one.id, two.id, one.id], guidance: GUIDANCE };
    const published = await hub.call("publishGuidance", request, { ...asMia(), key });
    expect(published.published).toBe(2);
    expect(published.words.whenToUse).toMatch(/to get a technical call/);
    await hub.call("publishGuidance", request, { ...asMia(), key });
    const { asset } = await hub.call("asset", { id: one.id }, asMia());
    expect(asset).toMatchObject({
      hasDraft: false,
      hasGuidance: true,
      guidance: { words: published.words },
      verifiedBy: { name: "Mia Marketer" },
      verifiedUntil: expect.any(String),
    });
    await hub.call(
      "publishGuidance",
      { assetIds: [one.id], guidance: { ...GUIDANCE, toGet: "a date" } },
      asMia(),
    );
    const history = await hub.hub.store.query(
      "select replaced_at is null as current from guidance where asset_id = $1 order by published_at",
      [one.id],
    );
    expect(history).toHaveLength(2);
    const { items } = await hub.call("searchContent", { query: "cutover" }, { token: rep.token });
    expect(items.map(({ title }) => title)).toEqual(
      expect.arrayContaining(["Security answers", "Migration guide"]),
    );

    const empty = {
      ...GUIDANCE,
      conditions: { to: [], joint: "and", when: [], except: [{ fact: "unsubscribed" }] },
    };
    const refused = await hub.ask("publishGuidance", { assetIds: [one.id], guidance: empty }, asMia());
    expect(await problemOf(refused)).toBe(
      "The sentence asks nothing of anybody yet: it has only exceptions. Say whom it is for, or what they did.",
    );
    const hollow = { ...GUIDANCE, conditions: { ...GUIDANCE.conditions, to: [{ fact: "role" }] } };
    expect(
      await problemOf(await hub.ask("publishGuidance", { assetIds: [one.id], guidance: hollow }, asMia())),
    ).toMatch(/says no role or field of work/);
    expect((await hub.ask("saveDraft", { assetId: randomUUID(), guidance: GUIDANCE }, asMia())).status).toBe(
      404,
    );
  });

  test("a draft that was changed meanwhile is not overwritten, nor thrown away by publishing; of others it stays", async () => {
    const one = await add("Two tabs", { text: "One." });
    const other = await add("Two tabs, other", { text: "Two." });
    const save = (toGet: string, basedOn: string | null) =>
      hub.ask("saveDraft", { assetId: one.id, guidance: { ...GUIDANCE, toGet }, basedOn }, asMia());
    const { savedAt } = SaveDraftReply.parse(await (await save("a call", null)).json());
    const changed = await save("a visit", null);
    expect(changed.status).toBe(409);
    expect(await changed.json()).toMatchObject({
      error: { details: { draft: { savedAt, guidance: { toGet: "a call" }, by: { name: "Mia Marketer" } } } },
    });
    expect((await save("a demo", savedAt)).status).toBe(200);
    expect((await save("a visit", savedAt)).status).toBe(409);
    const publish = (assetIds: string[], basedOn?: string) =>
      hub.ask("publishGuidance", { assetIds, guidance: GUIDANCE, basedOn }, asMia());
    expect((await publish([one.id], savedAt)).status).toBe(409);
    expect((await publish([other.id, one.id])).status).toBe(200);
    const { draft } = (await hub.call("asset", { id: one.id }, asMia())).asset;
    expect(draft?.guidance.toGet).toBe("a demo");
    expect((await publish([one.id], draft?.savedAt)).status).toBe(200);
    expect(await (await save("a visit", draft?.savedAt ?? null)).json()).toMatchObject({
      error: { code: "conflict", details: { draft: null } },
    });
  });

  test("words are found as they are typed, in titles first, then in texts with their page; anything may be typed", async () => {
    const find = async (query: string) =>
      (await hub.call("searchContent", { query }, { token: rep.token })).items;
    expect((await find("migr"))[0]).toMatchObject({ title: "Migration guide", excerpt: null });
    expect((await find("six week")).find(({ kind }) => kind === "pdf")).toMatchObject({
      title: "Migration guide",
      page: 2,
      excerpt: "Cutover in six weeks",
    });
    expect(await find("discounts")).toMatchObject([
      { title: "Pricing sheet", page: 2, length: "PDF, 2 pages" },
    ]);
    expect(await find("spring")).toEqual([]);
    expect((await find("")).length).toBeGreaterThan(0);
    for (const hostile of [
      "' | !(&",
      "a:*b & <-> ''",
      "%_\\",
      "drop table asset;--",
      "\u202e",
      "x".repeat(200),
      "(((",
    ])
      expect(Array.isArray(await find(hostile))).toBe(true);
    expect(await find("'migration':* | pricing")).toEqual([]);
    expect((await hub.ask("searchContent", { query: "x", cursor: "!!" }, { token: rep.token })).status).toBe(
      400,
    );
  });

  test("what is found stands by where its words are: title, guidance, text", async () => {
    await add("Stripes", { text: "Of the zebra" });
    const guided = await add("Grasslands", { text: "None" });
    const guidance = { ...GUIDANCE, toGet: "a zebra" };
    await hub.call("publishGuidance", { assetIds: [guided.id], guidance }, asMia());
    await add("The zebra", { text: "None" });
    await add("Zebra crossing", { text: "None" });
    await hub.call("changeAsset", { id: guided.id, title: "Grassland" }, asMia());
    const { items } = await hub.call("searchContent", { query: "zeb" }, { token: rep.token });
    expect(items.map(({ title }) => title)).toEqual(["Zebra crossing", "The zebra", "Grassland", "Stripes"]);
  });

  test("retired content is not found, its address goes on, and it can be restored", async () => {
    const asset = await add("Old battlecard", { text: "An old answer" });
    await hub.call("changeAsset", { id: asset.id, retired: true }, asMia());
    expect(
      (await hub.call("searchContent", { query: "old battlecard" }, { token: rep.token })).items,
    ).toEqual([]);
    const retired = await hub.call("assets", { view: "retired" }, asMia());
    expect(retired.items.map(({ title }) => title)).toContain("Old battlecard");
    expect(retired.counts.retired).toBe(1);
    const { asset: back } = await hub.call(
      "changeAsset",
      { id: asset.id, retired: false, title: "Ancient answer" },
      asMia(),
    );
    expect(back).toMatchObject({ retiredAt: null, title: "Ancient answer" });
    const found = async (query: string) =>
      (await hub.call("searchContent", { query }, { token: rep.token })).items;
    expect(await found("old battlecard")).toEqual([]);
    expect(await found("ancient old")).toMatchObject([{ title: "Ancient answer", excerpt: "An old answer" }]);
  });

  test("the list filters, searches, counts and pages, without a row twice", async () => {
    await hub.call(
      "importAddresses",
      {},
      {
        ...asMia(),
        file: `Title,URL\n${Array.from({ length: 70 }, (_, n) => `Listed page ${n},https://acme.example/listed/${n}`).join("\n")}`,
      },
    );
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await hub.call("assets", { query: "listed", ...(cursor ? { cursor } : {}) }, asMia());
      expect(page.counts.matching).toBe(70);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next ?? undefined;
    } while (cursor);
    expect(new Set(seen).size).toBe(70);
    const all = await hub.call("assets", {}, asMia());
    expect(all.counts.all).toBe(all.counts.matching);
    expect(all.items.map(({ title }) => title.toLowerCase())).toEqual(
      all.items.map(({ title }) => title.toLowerCase()).sort(),
    );
    const without = await hub.call("assets", { view: "no_guidance", kind: "web_page" }, asMia());
    expect(without.items.every(({ kind, hasGuidance }) => kind === "web_page" && !hasGuidance)).toBe(true);
    const [first] = without.items;
    expect(first).toMatchObject({ length: "Web page", readByPerson: null, verifiedUntil: null });
    const due = async () => (await hub.call("assets", { view: "review_due" }, asMia())).counts.reviewDue;
    expect(await due()).toBe(0);
    hub.setNow(new Date(Date.now() + 200 * 24 * 3_600_000));
    const before = await due();
    expect(before).toBeGreaterThan(3);
    const [overdue] = (await hub.call("assets", { view: "review_due" }, asMia())).items;
    await hub.call("verifyAsset", { id: overdue?.id ?? "" }, asMia());
    expect(await due()).toBe(before - 1);
    hub.setNow(new Date());
  });

  test("addresses come from a CSV, once, with a report of what was not taken", async () => {
    const file = [
      "\ufeffName;Link",
      "Preise;https://acme.example/preise",
      "Nochmal;https://www.acme.example/preise/",
      "Kein;ftp://acme.example/x",
      ";https://acme.example/data-residency",
      "Leer;",
    ].join("\r\n");
    const preview = await hub.call("importAddresses", { preview: "1" } as never, { ...asMia(), file });
    expect(preview).toMatchObject({ lines: 5, taken: 2, known: 0, bad: 3 });
    const key = randomUUID();
    const taken = await hub.call("importAddresses", {}, { ...asMia(), file, key });
    expect(taken).toMatchObject({ lines: 5, taken: 2, known: 0, bad: 3 });
    expect(taken.faults).toEqual([
      { line: 3, reason: "The same address stands in line 2." },
      {
        line: 4,
        reason: "Its address is none of the web. It begins with https:// and has no password in it.",
      },
      { line: 6, reason: "There is no address in it. It begins with https://." },
    ]);
    expect(await hub.call("importAddresses", {}, { ...asMia(), file, key })).toEqual(taken);
    expect(await hub.call("importAddresses", {}, { ...asMia(), file })).toMatchObject({ taken: 0, known: 2 });
    const { items } = await hub.call("searchContent", { query: "data resid" }, { token: rep.token });
    expect(items.map(({ title }) => title)).toContain("Data residency");
  });

  test("a video is ready at once, and gets its length and picture from a browser", async () => {
    const { fileId } = await upload(hub, mia.token, mp4Of(200_000), "film.mp4");
    const asset = await add("Film", { fileId });
    expect(asset.version.state).toBe("ready");
    const { fileId: poster } = await upload(hub, mia.token, pngOf(1_280, 720), "poster.png");
    const set = { versionId: asset.version.id, fileId: poster, seconds: 250.4 };
    expect((await hub.call("setPoster", set, asMia())).asset.length).toBe("Video, 4:10");
    await hub.work();
    const { asset: ready } = await hub.call("asset", { id: asset.id }, asMia());
    expect((await getFile(ready.thumbnail ?? "")).headers.get("content-type")).toBe("image/webp");
    const wrong = await hub.ask("setPoster", { ...set, fileId }, asMia());
    expect(await problemOf(wrong)).toMatch(/PNG or a JPEG/);
  });

  test("signed addresses serve ranges with the checked type on the links' host alone, and end", async () => {
    const bytes = mp4Of(199_000);
    const { fileId } = await upload(hub, mia.token, bytes, '../we"ird.mp4');
    const asset = await add("Weird film", { fileId });
    const what = { versionId: asset.version.id, what: "original" as const };
    const { url } = await hub.call("openVersion", what, { token: rep.token });
    expect(url).toMatch(/\/l\/-\/preview\//);
    const file = url.replace("/preview/", "/file/");
    const whole = await getFile(file);
    expect(Buffer.from(await whole.arrayBuffer()).equals(bytes)).toBe(true);
    expect(Object.fromEntries(whole.headers)).toMatchObject({
      "content-type": "video/mp4",
      "content-length": "199000",
      "accept-ranges": "bytes",
      "x-content-type-options": "nosniff",
      "cross-origin-resource-policy": "cross-origin",
      "content-disposition": "inline; filename=\"weird.mp4\"; filename*=UTF-8''weird.mp4",
      "content-security-policy": expect.stringContaining("sandbox; default-src 'none'"),
      "cache-control": expect.stringMatching(/^private, max-age=\d+$/),
    });
    const part = await getFile(file, { range: "bytes=65530-131071" });
    expect([part.status, part.headers.get("content-range")]).toEqual([206, "bytes 65530-131071/199000"]);
    expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(65_530, 131_072))).toBe(true);
    expect((await getFile(file, { range: "bytes=-10" })).headers.get("content-range")).toBe(
      "bytes 198990-198999/199000",
    );
    expect((await getFile(file, { range: "bytes=199000-" })).status).toBe(416);
    const etag = whole.headers.get("etag") ?? "";
    expect((await getFile(file, { range: "bytes=0-1", "if-range": etag })).status).toBe(206);
    expect((await getFile(file, { range: "bytes=0-1", "if-range": '"old"' })).status).toBe(200);
    expect((await getFile(file, { "if-none-match": etag })).status).toBe(304);
    const head = await getFile(file, {}, "HEAD");
    expect([head.status, head.headers.get("content-length"), await head.text()]).toEqual([200, "199000", ""]);

    const path = new URL(file).pathname;
    const onTeam = await hub.request(path);
    expect([onTeam.status, onTeam.headers.get("content-type")]).toEqual([
      404,
      expect.stringContaining("json"),
    ]);
    for (const forged of [
      `${file.slice(0, -1)}${file.endsWith("A") ? "B" : "A"}`,
      `${file}A`,
      file.slice(0, -2),
    ])
      expect((await getFile(forged)).status).toBe(404);
    hub.setNow(new Date(Date.now() + 16 * 60_000));
    expect((await getFile(file)).status).toBe(404);
    hub.setNow(new Date());
  });
});
