import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { queueFigures } from "../../hub/library/queue-figures.ts";
import { type TestHub, testHub } from "../support/hub.ts";
import { claimWriter, IN_NORWAY, saying, sayOf } from "../support/say-claims.ts";
import { connect } from "../support/send.ts";
import { engines } from "../support/stores.ts";

const NOW = new Date("2026-11-18T12:00:00.000Z");
const DAY = 24 * 3_600_000;
const later = (days: number) => new Date(NOW.getTime() + days * DAY);

describe.each(engines)("talking points at the desk, on %s", (engine) => {
  let hub: TestHub;
  let dana: { token: string; id: string };
  let rep: { token: string; id: string };
  let write: ReturnType<typeof claimWriter>;

  beforeAll(async () => {
    hub = await testHub(engine);
    hub.setNow(NOW);
    dana = await hub.join("dana@acme.example", "marketer", "Dana Ruiz");
    rep = await hub.join("jonas@acme.example", "rep", "Jonas Weber");
    write = claimWriter(hub, dana);
    const sender = await connect(hub, { org: "acme" });
    await sender.send(
      ...["Norway", "Norway", "Sweden"].map((country, n) => ({
        type: "identify",
        userId: `user-${n}`,
        traits: { email: `p${n}@company-${n}.example`, company: { name: `Company ${n}`, country } },
      })),
    );
  });
  afterAll(() => hub.close());

  const read = async (id: string) => (await hub.call("claim", { id }, dana)).claim;
  const refused = async (name: Parameters<TestHub["ask"]>[0], request: unknown) => {
    const answer = await hub.ask(name, request, dana);
    const { error } = (await answer.json()) as {
      error: { code: string; message: string; details?: unknown };
    };
    return error;
  };

  it("begins as a draft that no rep sees, and is published as versions", async () => {
    const { claim } = await hub.call("addClaim", { title: "Live in six weeks" }, dana);
    expect(claim).toMatchObject({
      version: null,
      hasDraft: true,
      whenToSay: "",
      fits: null,
      verifiedAt: null,
      verifyEveryDays: 90,
      owner: { memberId: dana.id, name: "Dana Ruiz" },
      draft: { body: saying("", { conditions: { ...IN_NORWAY, to: [] } }), by: { name: "Dana Ruiz" } },
    });
    expect(
      (await refused("publishClaim", { claimId: claim.id, body: saying(""), whatChanged: "x" })).message,
    ).toMatch(/Write the sentence/);
    const nobody = saying("Six weeks.", { conditions: { ...IN_NORWAY, to: [] } });
    expect(
      (await refused("publishClaim", { claimId: claim.id, body: nobody, whatChanged: "x" })).message,
    ).toMatch(/whom it is for/);
    const gone = saying("Six weeks.", { proof: [{ words: "Litware", assetId: randomUUID() }] });
    expect((await refused("publishClaim", { claimId: claim.id, body: gone, whatChanged: "x" })).code).toBe(
      "not_found",
    );

    const first = await write.publish(claim.id, saying("You can be live in six weeks.", { toGet: "a plan" }));
    expect(first).toMatchObject({
      hasDraft: false,
      draft: null,
      whenToSay: "People in Norway, to get a plan",
      version: { number: 1, say: "You can be live in six weeks." },
      verifiedAt: NOW.toISOString(),
      verifiedUntil: later(90).toISOString(),
      verifiedBy: { memberId: dana.id },
    });
    const second = await write.publish(claim.id, saying("You can be live in six weeks, without a freeze."));
    expect(second.versions.map(({ number, body }) => [number, body.say])).toEqual([
      [2, "You can be live in six weeks, without a freeze."],
      [1, "You can be live in six weeks."],
    ]);
    const again = {
      claimId: claim.id,
      body: saying("You can be live in six weeks, without a freeze."),
      whatChanged: "x",
    };
    expect(await refused("publishClaim", again)).toMatchObject({
      code: "conflict",
      message: "Version 2 says the same already. Nothing was published.",
    });
  });

  it("said twice with one key, a version is published once", async () => {
    const { id } = await write.add("Said twice");
    const [request, key] = [{ claimId: id, body: saying("Better."), whatChanged: "x" }, randomUUID()];
    for (const _ of [1, 2]) await hub.call("publishClaim", request, { ...dana, key });
    expect((await read(id)).versions.map((version) => version.id)).toEqual([key, expect.any(String)]);
  });

  it("another's draft is not overwritten unseen", async () => {
    const { id } = await write.add("With drafts");
    const { savedAt } = await hub.call(
      "saveClaimDraft",
      { claimId: id, body: saying("One"), basedOn: null },
      dana,
    );
    const request = { claimId: id, body: saying("Two"), basedOn: null };
    expect(await refused("saveClaimDraft", request)).toMatchObject({
      code: "conflict",
      details: { draft: { body: { say: "One" }, savedAt, by: { memberId: dana.id } } },
    });
    await hub.call("saveClaimDraft", { ...request, basedOn: savedAt }, dana);
    expect((await read(id)).draft?.body.say).toBe("Two");
    const stale = { claimId: id, body: saying("Three"), whatChanged: "x", basedOn: later(-1).toISOString() };
    expect((await refused("publishClaim", stale)).code).toBe("conflict");
    await hub.call("discardClaimDraft", { claimId: id }, dana);
    expect(await refused("saveClaimDraft", { ...request, basedOn: savedAt })).toMatchObject({
      code: "conflict",
      details: { draft: null },
    });
  });

  it("two who publish the same draft at once: one version, and the later one is told", async () => {
    const { id } = await write.add("Published at once");
    const { savedAt } = await hub.call(
      "saveClaimDraft",
      { claimId: id, body: saying("New"), basedOn: null },
      dana,
    );
    const publish = (say: string) =>
      hub.ask("publishClaim", { claimId: id, body: saying(say), whatChanged: "x", basedOn: savedAt }, dana);
    const answers = await Promise.all([publish("Mine"), publish("Theirs")]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await read(id)).versions).toHaveLength(2);
  });

  it("is listed by title, found by its words, due for review, retired and restored", async () => {
    const { id } = await write.add("Zebra crossing", saying("Nobody stopped shipping."));
    const titles = async (request: object) =>
      (await hub.call("claims", request, dana)).items.map(({ title }) => title);
    const all = await titles({});
    expect(all).toEqual([...all].sort((a, b) => a.toLowerCase().localeCompare(b.toLowerCase())));
    expect(await titles({ query: "SHIPPING zebra" })).toEqual(["Zebra crossing"]);
    expect(await titles({ query: "???" })).toEqual([]);
    const countsAt = async (at: Date) => {
      hub.setNow(at);
      const { counts } = await hub.call("claims", {}, dana);
      hub.setNow(NOW);
      return counts;
    };
    const before = await countsAt(NOW);
    expect(await countsAt(later(91))).toEqual({ ...before, reviewDue: before.all });
    hub.setNow(later(91));
    await hub.call("verifyClaim", { id }, dana);
    expect(await titles({ view: "review_due" })).not.toContain("Zebra crossing");
    hub.setNow(NOW);
    await hub.call(
      "changeClaim",
      { id, retired: true, title: "Zebra", ownerId: null, verifyEveryDays: null },
      dana,
    );
    expect(await titles({ view: "retired" })).toEqual(["Zebra"]);
    expect(await titles({})).not.toContain("Zebra");
    expect(
      await refused("publishClaim", { claimId: id, body: saying("New"), whatChanged: "x" }),
    ).toMatchObject({
      code: "conflict",
      message: /Restore it first/,
    });
    await hub.call("changeClaim", { id, retired: false }, dana);
    expect(await read(id)).toMatchObject({
      retiredAt: null,
      owner: null,
      verifyEveryDays: null,
      verifiedUntil: null,
    });
    expect(await refused("changeClaim", { id, ownerId: randomUUID() })).toMatchObject({ code: "not_found" });
  });

  it("goes on page by page", async () => {
    const { store } = hub.hub;
    await store.query(
      `insert into claim (id, title) select gen_random_uuid(), 'Page ' || n from generate_series(1, 60) n`,
    );
    const first = await hub.call("claims", { query: "page" }, dana);
    expect([first.items.length, first.next === null]).toEqual([50, false]);
    const second = await hub.call("claims", { query: "page", cursor: first.next ?? "" }, dana);
    expect([second.items.length, second.next]).toEqual([10, null]);
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(60);
    expect((await refused("claims", { cursor: "bm9uZQ" })).code).toBe("bad_request");
    await store.query("delete from claim where title like 'Page %'");
  });

  it("counts whom it fits, and what stands of what reps said", async () => {
    const { id, version } = await write.add("Counted");
    const newest = await write.publish(id, saying("Counted better."));
    const [one, two] = [version?.id ?? "", newest.version?.id ?? ""];
    await queueFigures(hub.hub.store, randomUUID());
    await hub.work();
    await sayOf(
      hub,
      { versionId: one, type: "landed", memberId: rep.id, status: "changed" },
      { versionId: two, type: "landed", memberId: rep.id },
      { versionId: two, type: "fell_flat", memberId: rep.id, status: "declined" },
      { versionId: two, type: "fell_flat", memberId: rep.id, visibleAt: later(1) },
      { versionId: two, type: "fell_flat", memberId: rep.id, takenBackAt: NOW },
      { versionId: two, type: "landed", memberId: rep.id, replacedAt: NOW },
    );
    const claim = await read(id);
    expect(claim).toMatchObject({ fits: 2, landed: 1, fellFlat: 1, openFeedback: 2 });
    expect(claim.versions.map(({ landed, fellFlat }) => [landed, fellFlat])).toEqual([
      [1, 1],
      [1, 0],
    ]);
    hub.setNow(later(2));
    expect(await read(id)).toMatchObject({ fellFlat: 2, openFeedback: 3 });
    hub.setNow(NOW);
  });

  describe("compared", () => {
    const people = async (count: number): Promise<number[]> => {
      const rows = await hub.hub.store.query<{ id: number }>(
        `insert into identity (kind, namespace, value, shown)
         select 'email', '', 'made-' || gen_random_uuid() || '@example.test', 'x' from generate_series(1, $1::int)
         returning id`,
        [count],
      );
      return rows.map(({ id }) => id);
    };

    it("a version with the one before, by what came of it with each person first", async () => {
      const { id, version } = await write.add("Compared");
      const { comparing, comparisons, ...claim } = await write.publish(id, saying("Compared better."), true);
      const [a, b] = [version?.id ?? "", claim.version?.id ?? ""];
      const [comparison] = comparisons;
      expect([comparing, comparison?.a.versionId, comparison?.b.versionId]).toEqual([true, a, b]);
      expect(comparison).toMatchObject({
        difference: null,
        outcome: "not_enough",
        words: "Not enough yet: at least ten of each are needed.",
        stoppedAt: null,
      });
      const comparisonId = comparison?.id ?? "";
      const ofA = await people(25);
      const ofB = await people(24);
      await sayOf(
        hub,
        ...ofA.map((identityId, n) => ({
          versionId: a,
          type: n < 9 ? ("landed" as const) : ("fell_flat" as const),
          reasons: n < 9 ? [] : n % 2 ? ["price", "not_credible"] : ["not_credible"],
          memberId: rep.id,
          identityId,
          comparisonId,
        })),
        ...ofB.map((identityId, n) => ({
          versionId: b,
          type: n < 18 ? ("landed" as const) : ("fell_flat" as const),
          memberId: dana.id,
          identityId,
          comparisonId,
        })),
        // What does not count: a second word on a person, one taken back, one outside the comparison.
        { versionId: a, type: "landed", memberId: dana.id, identityId: ofA[24] ?? 0, comparisonId },
        { versionId: a, type: "landed", memberId: rep.id, comparisonId, takenBackAt: NOW },
        { versionId: a, type: "landed", memberId: rep.id },
        { versionId: a, type: "not_discussed", memberId: rep.id, comparisonId },
      );
      const { comparison: decided } = await hub.call("stopComparison", { id: comparisonId, keep: "a" }, dana);
      expect(decided).toMatchObject({
        a: { version: 1, rate: { landed: 9, of: 25 } },
        b: { version: 2, rate: { landed: 18, of: 24 } },
        outcome: "b_better",
        words: "Version 2 landed more often: 18 of 24 against 9 of 25.",
        notDiscussed: 1,
        reasons: [
          { reason: "not_credible", a: 8, b: 0 },
          { reason: "price", a: 8, b: 0 },
        ],
        stoppedAt: NOW.toISOString(),
      });
      // Marketing kept the one before all the same: it is the newest again, and the outcome stays as it was.
      await hub.hub.store.query("update feedback set taken_back_at = $2 where comparison_id = $1", [
        comparisonId,
        NOW,
      ]);
      const after = await read(id);
      expect(after).toMatchObject({
        comparing: false,
        version: { number: 3, say: "Compared." },
        comparisons: [{ outcome: "b_better", a: { rate: { of: 25 } } }],
      });
      expect(after.versions[0]?.whatChanged).toBe(
        "Version 1 again, kept after it was compared with version 2",
      );
      // Ended twice, it stays ended.
      await hub.call("stopComparison", { id: comparisonId, keep: "a" }, dana);
      expect((await read(id)).versions).toHaveLength(3);
    });

    it("a person of several addresses counts once", async () => {
      const { id } = await write.add("One person");
      const { comparisons, version } = await write.publish(id, saying("One person, better."), true);
      const [one = 0, two = 0] = await people(2);
      const [person] = await hub.hub.store.query<{ id: string }>(
        "insert into person (id) values (gen_random_uuid()) returning id",
      );
      for (const identity of [one, two]) {
        await hub.hub.store.query(
          "insert into identity_link (identity_id, person_id, by, why) values ($1, $2, 'event', 'made up')",
          [identity, person?.id],
        );
      }
      await sayOf(
        hub,
        ...[one, two].map((identityId) => ({
          versionId: version?.id ?? "",
          type: "landed" as const,
          memberId: rep.id,
          identityId,
          comparisonId: comparisons[0]?.id ?? "",
        })),
      );
      expect((await read(id)).comparisons[0]?.b.rate).toEqual({ landed: 1, of: 1, interval: null });
    });

    it("only what reps see, once at a time, and where somebody fits both", async () => {
      const [one, other, third] = [
        await write.add("First of two"),
        await write.add("Second of two"),
        await write.add("A third"),
      ];
      const [a, b, c] = [one, other, third].map(({ version }) => version?.id ?? "");
      const start = (aVersionId = "", bVersionId = "") => ({ aVersionId, bVersionId });
      expect((await refused("startComparison", start(a, a))).code).toBe("bad_request");
      const swedish = await write.add(
        "For Sweden",
        saying("Sweden.", { conditions: { ...IN_NORWAY, to: [{ fact: "country", any: ["Sweden"] }] } }),
      );
      expect(await refused("startComparison", start(a, swedish.version?.id))).toMatchObject({
        code: "bad_request",
        message: /Nobody fits both today/,
      });
      const key = randomUUID();
      for (const _ of [1, 2]) {
        const { comparison } = await hub.call("startComparison", start(a, b), { ...dana, key });
        expect(comparison).toMatchObject({
          id: key,
          a: { title: "First of two" },
          b: { title: "Second of two" },
        });
      }
      expect(await refused("startComparison", start(c, b))).toMatchObject({
        code: "conflict",
        message: "A comparison of “Second of two” is running. End it first: one at a time can be told.",
      });
      expect(
        await refused("publishClaim", { claimId: one.id, body: saying("New."), whatChanged: "x" }),
      ).toMatchObject({
        code: "conflict",
        message: /A comparison of this talking point is running/,
      });
      expect((await refused("stopComparison", { id: key, keep: "a" })).message).toMatch(/both stay/);
      expect([(await read(one.id)).comparing, (await read(other.id)).comparing]).toEqual([true, true]);
      // What is retired is compared no more.
      await hub.call("changeClaim", { id: one.id, retired: true }, dana);
      expect((await read(other.id)).comparisons).toMatchObject([
        { stoppedAt: NOW.toISOString(), words: "Too little to tell: 0, stopped." },
      ]);
      expect((await refused("startComparison", start(a, b))).message).toMatch(/“First of two” is retired/);
      const newer = await write.publish(other.id, saying("Second of two, better."));
      expect(await refused("startComparison", start(b, c))).toMatchObject({
        code: "conflict",
        message: "Reps see version 2 of “Second of two”. Compare that one, or publish another version first.",
      });
      await hub.call("startComparison", start(b, newer.version?.id), dana);
      expect(
        (
          await refused("publishClaim", {
            claimId: swedish.id,
            body: saying("Now Norway."),
            whatChanged: "x",
            compare: true,
          })
        ).message,
      ).toMatch(/Nobody fits both/);
      const { claim } = await hub.call("addClaim", { title: "New" }, dana);
      expect(
        (
          await refused("publishClaim", {
            claimId: claim.id,
            body: saying("New."),
            whatChanged: "x",
            compare: true,
          })
        ).message,
      ).toMatch(/no version before/);
    });

    it("said again, it stays published and compared, though nobody fits both by now", async () => {
      const { id } = await write.add("Said again");
      const narrow = saying("Narrow.", {
        conditions: { ...IN_NORWAY, when: [{ fact: "country", any: ["Norway"] }] },
      });
      const key = randomUUID();
      const request = { claimId: id, body: narrow, whatChanged: "x", compare: true };
      await hub.call("publishClaim", request, { ...dana, key });
      await hub.hub.store.query(
        "update claim_version set body = jsonb_set(body, '{conditions,to,0,any,0}', '\"Nowhere\"') where id = $1",
        [key],
      );
      const { claim } = await hub.call("publishClaim", request, { ...dana, key });
      expect([claim.versions.length, claim.comparisons.length]).toEqual([2, 1]);
    });

    it("two marketers start at once: one comparison runs", async () => {
      const claims = [
        await write.add("At once 1"),
        await write.add("At once 2"),
        await write.add("At once 3"),
      ];
      const [a = "", b = "", c = ""] = claims.map(({ version }) => version?.id ?? "");
      const answers = await Promise.all(
        [
          [a, b],
          [b, c],
          [c, a],
        ].map(([aVersionId, bVersionId]) => hub.ask("startComparison", { aVersionId, bVersionId }, dana)),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    });
  });
});
