import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { chosenBy } from "../../hub/talk/chance.ts";
import type { Conditions } from "../../lib/contract/condition.ts";
import type { ContextReply } from "../../lib/contract/context.ts";
import { addContent } from "../support/add-content.ts";
import { type TestHub, testHub } from "../support/hub.ts";
import { claimWriter, IN_NORWAY, saying, sayOf } from "../support/say-claims.ts";
import { connect, type Sender } from "../support/send.ts";
import { engines } from "../support/stores.ts";

const NOW = new Date("2026-11-18T12:00:00.000Z");
const at = (seconds: number) => new Date(NOW.getTime() + seconds * 1_000);

describe.each(engines)("talking points in the panel, on %s", (engine) => {
  let hub: TestHub;
  let sender: Sender;
  let dana: { token: string; id: string };
  let rep: { token: string; id: string };
  let write: ReturnType<typeof claimWriter>;
  let people = 0;

  beforeAll(async () => {
    hub = await testHub(engine);
    hub.setNow(NOW);
    dana = await hub.join("dana@acme.example", "marketer", "Dana Ruiz");
    rep = await hub.join("jonas@acme.example", "rep", "Jonas Weber");
    write = claimWriter(hub, dana);
    sender = await connect(hub, { org: "acme" });
  });
  afterAll(() => hub.close());
  let time = 0;
  beforeEach(async () => {
    await hub.hub.store.script(
      "truncate claim, asset, feedback cascade; update library set stamp = stamp + 1",
    );
    // What was counted a while ago is counted anew.
    time += 60;
    hub.setNow(at(time));
  });

  async function someone(country = "Norway", traits: object = {}) {
    people += 1;
    const email = `p${people}@company-${people}.example`;
    const id = `00Q${String(people).padStart(12, "0")}EAA`;
    await sender.send({
      type: "identify",
      traits: {
        email,
        name: "Maya Okafor",
        ...traits,
        company: { name: "Initech", country },
        salesforceId: id,
      },
    });
    return { crm: "salesforce", org: "acme", object: "Lead", id };
  }
  type Record = Awaited<ReturnType<typeof someone>>;
  const later = (seconds: number) => {
    time += seconds;
    hub.setNow(at(time));
  };
  /** One after the other: marketing's order is by age. */
  const add = (...said: Parameters<typeof write.add>) => {
    later(1);
    return write.add(...said);
  };
  const look = (record: Record, as = rep): Promise<ContextReply> => hub.call("context", { record }, as);
  const said = async (record: Record) => (await look(record)).sayFirst?.map(({ say }) => say);
  const identities = async (count: number) => {
    const rows = await hub.hub.store.query<{ id: number }>(
      `insert into identity (kind, namespace, value, shown)
       select 'email', '', 'made-' || gen_random_uuid() || '@example.test', 'x' from generate_series(1, $1::int)
       returning id`,
      [count],
    );
    return rows.map(({ id }) => id);
  };
  const give = async (record: Record, about: object, type: string, as = rep, key = randomUUID()) => {
    await hub.call(
      "giveFeedback",
      { record, about, type, at: hub.hub.now().toISOString(), context: {}, taken: [] } as never,
      { ...as, key },
    );
    return key;
  };

  it("nothing where there are none, or only drafts and what is retired", async () => {
    const record = await someone();
    expect(await look(record)).not.toHaveProperty("sayFirst");
    await hub.call("addClaim", { title: "Draft", body: saying("Draft.") }, dana);
    expect(await look(record)).not.toHaveProperty("sayFirst");
    const { id } = await write.add("Retired");
    expect(await said(record)).toEqual(["Retired."]);
    expect(await said(await someone("Sweden"))).toEqual([]);
    await hub.call("changeClaim", { id, retired: true }, dana);
    expect(await look(record)).not.toHaveProperty("sayFirst");
  });

  it("the newest version of what fits, with why, the proof that this rep may see, and who said that it is right", async () => {
    const story = await addContent(hub.hub, { title: "Customer story" });
    const secret = await addContent(hub.hub, { title: "Battle card", audience: "marketing" });
    const conditions: Conditions = {
      ...IN_NORWAY,
      when: [{ fact: "stage", any: ["Evaluation"] }],
      except: [{ fact: "asset", was: "sent", ids: [secret.id] }],
    };
    const { id } = await write.add("Live in six weeks", saying("In six weeks."));
    const { version } = await write.publish(
      id,
      saying("In six to nine weeks.", {
        conditions,
        toGet: "the plan walked through",
        proof: [
          { words: "Litware, live in 8 weeks", assetId: story.id, page: 3 },
          { words: "Northwind, in 6", assetId: secret.id, url: "https://northwind.example/story" },
        ],
      }),
    );
    const record = await someone("Norway", { title: "VP Data", stage: "Evaluation" });
    expect((await look(record)).sayFirst).toEqual([
      {
        claimId: id,
        versionId: version?.id,
        version: 2,
        title: "Live in six weeks",
        say: "In six to nine weeks.",
        proof: [
          {
            words: "Litware, live in 8 weeks",
            asset: { title: "Customer story", versionId: story.versionId, page: 3 },
          },
          { words: "Northwind, in 6", url: "https://northwind.example/story" },
        ],
        whenToSay: "People in Norway, when they are at Evaluation, to get the plan walked through",
        toGet: "the plan walked through",
        reasons: [
          { words: "Norway", touchpoints: [] },
          { words: "At Evaluation", at: expect.any(String), touchpoints: [] },
        ],
        verified: { by: "Dana Ruiz", at: hub.hub.now().toISOString(), overdue: false },
        landed: 0,
        of: 0,
      },
    ]);
    const [unknown] = (await look(await someone())).sayFirst ?? [];
    expect(unknown?.undecided).toBe("Fits if they are at Evaluation (stage not known)");
  });

  it("five at most: decided first, then what landed more often, then the oldest", async () => {
    const decided: Awaited<ReturnType<typeof add>>[] = [];
    for (const n of [1, 2, 3, 4]) decided.push(await add(`Point ${n}`));
    const maybe = saying("Maybe.", {
      conditions: { ...IN_NORWAY, when: [{ fact: "stage", any: ["Lost"] }] },
    });
    for (const n of [1, 2]) await add(`Maybe ${n}`, { ...maybe, say: `Maybe ${n}.` });
    const record = await someone();
    expect(await said(record)).toEqual(["Point 1.", "Point 2.", "Point 3.", "Point 4.", "Maybe 1."]);
    const outcomes = async (n: number, landed: number, of: number) => {
      const ids = await identities(of);
      await sayOf(
        hub,
        ...ids.map((identityId, i) => ({
          versionId: decided[n - 1]?.version?.id ?? "",
          type: i < landed ? ("landed" as const) : ("fell_flat" as const),
          memberId: rep.id,
          identityId,
        })),
      );
    };
    // Under ten it says nothing yet.
    await outcomes(1, 2, 12);
    await outcomes(2, 9, 9);
    await outcomes(3, 11, 12);
    hub.setNow(at(time + 30));
    expect(await said(record)).toEqual(["Point 3.", "Point 2.", "Point 4.", "Point 1.", "Maybe 1."]);
    const [first] = (await look(record)).sayFirst ?? [];
    expect([first?.landed, first?.of]).toEqual([11, 12]);
  });

  it("what this rep said of it to this person, until they take it back", async () => {
    await write.add("Said");
    const [record, other] = [await someone(), await someone()];
    const [point] = (await look(record)).sayFirst ?? [];
    await look(other);
    const about = { what: "claim", claimVersionId: point?.versionId };
    const id = await give(record, about, "fell_flat");
    const seen = async (whose: Record, as = rep) => {
      const [now] = (await look(whose, as)).sayFirst ?? [];
      return [now?.said, now?.saidId];
    };
    expect(await seen(record)).toEqual(["fell_flat", id]);
    expect(await seen(other)).toEqual([undefined, undefined]);
    expect(await seen(record, dana)).toEqual([undefined, undefined]);
    const newer = await give(record, about, "landed");
    expect(await seen(record)).toEqual(["landed", newer]);
    await hub.call("takeBackFeedback", { id: newer, record }, rep);
    expect(await seen(record)).toEqual([undefined, undefined]);
  });

  it("whose feedback a version owes, once they agree to be named", async () => {
    const { id } = await write.add("Owed", saying("In six weeks."));
    const record = await someone();
    const [first] = (await look(record)).sayFirst ?? [];
    const item = await give(record, { what: "claim", claimVersionId: first?.versionId }, "fell_flat");
    later(10);
    const { version } = await write.publish(id, saying("In six to nine weeks."));
    await hub.call(
      "answerFeedback",
      {
        items: [{ id: item, revision: 1 }],
        merge: false,
        text: "We give a range now.",
        status: "changed",
        resolvedBy: { what: "claim", versionId: version?.id ?? "" },
      },
      dana,
    );
    const credit = async () => {
      const [point] = (await look(record, dana)).sayFirst ?? [];
      const { claim } = await hub.call("claim", { id }, dana);
      return [point?.credit?.words, ...claim.versions.map(({ credits }) => credits)];
    };
    // While the answer can be undone, nothing is owed yet.
    expect(await credit()).toEqual([undefined, [], []]);
    later(10);
    expect(await credit()).toEqual([
      "Improved with feedback from a rep",
      ["Improved with feedback from a rep"],
      [],
    ]);
    await hub.call("answerCredit", { id: item, record, named: true }, rep);
    const named = "Improved with feedback from Jonas Weber";
    expect(await credit()).toEqual([named, [named], []]);
  });

  describe("two that are compared", () => {
    it("chance chooses for each person, and stays with it until the comparison ends", async () => {
      const { id } = await write.add("Compared", saying("A"));
      const { comparisons } = await write.publish(id, saying("B"), true);
      const comparisonId = comparisons[0]?.id ?? "";
      const records = [];
      for (let n = 0; n < 6; n += 1) records.push(await someone());
      for (const record of [...records, ...records]) {
        const { sayFirst, person } = await look(record);
        const isA = chosenBy(hub.hub.id, comparisonId, person?.id ?? "") === "a";
        expect(sayFirst).toMatchObject([{ comparisonId, say: isA ? "A" : "B", version: isA ? 1 : 2 }]);
      }
      await hub.call("stopComparison", { id: comparisonId, keep: "b" }, dana);
      for (const record of records) expect(await said(record)).toEqual(["B"]);
    });

    it("who changes their mind stays in the comparison, also out of an answer that was kept from before", async () => {
      const { id } = await write.add("Compared", saying("A"));
      await write.publish(id, saying("B"), true);
      const record = await someone();
      const [point] = (await look(record)).sayFirst ?? [];
      const { versionId: claimVersionId, comparisonId } = point ?? { versionId: "" };
      await give(record, { what: "claim", claimVersionId, comparisonId }, "landed");
      later(60);
      await give(record, { what: "claim", claimVersionId }, "fell_flat");
      later(60);
      const { claim } = await hub.call("claim", { id }, dana);
      const { a, b } = claim.comparisons[0] ?? {};
      expect([a?.rate, b?.rate].filter((rate) => rate?.of === 1)).toMatchObject([{ landed: 0, of: 1 }]);
    });

    it("whom not both fit, the newest version, if that does", async () => {
      const narrow: Conditions = { ...IN_NORWAY, when: [{ fact: "stage", any: ["Evaluation"] }] };
      await someone("Norway", { stage: "Evaluation" });
      const { id } = await write.add("Narrowed", saying("For all"));
      await write.publish(id, saying("For some", { conditions: narrow }), true);
      const point = async (record: Record) => {
        const [one] = (await look(record)).sayFirst ?? [];
        return one && [one.say, one.comparisonId === undefined, one.undecided === undefined];
      };
      expect(await point(await someone())).toEqual(["For some", true, false]);
      expect(await point(await someone("Norway", { stage: "Lost" }))).toBeUndefined();
      expect((await point(await someone("Norway", { stage: "Evaluation" })))?.[1]).toBe(false);
    });

    it("two talking points: one of them where both fit, else each by itself, in one place whichever it is", async () => {
      await someone("Norway", { stage: "Evaluation" });
      const one = await add("One", saying("One"));
      await add("Between", saying("Between"));
      const narrow: Conditions = { ...IN_NORWAY, when: [{ fact: "stage", any: ["Evaluation"] }] };
      const two = await add("Two", saying("Two", { conditions: narrow }));
      const ids = { aVersionId: one.version?.id ?? "", bVersionId: two.version?.id ?? "" };
      await hub.call("startComparison", ids, dana);
      for (let n = 0; n < 6; n += 1) {
        const shown = await said(await someone("Norway", { stage: "Evaluation" }));
        expect(["One", "Two"]).toContain(shown?.[0]);
        expect(shown?.slice(1)).toEqual(["Between"]);
      }
      expect(await said(await someone("Norway", { stage: "Lost" }))).toEqual(["One", "Between"]);
    });
  });

  describe("a question to five reps", () => {
    const ask = async () => {
      const { id, version } = await write.add("Asked about");
      const { claim } = await hub.call(
        "askReps",
        { versionId: version?.id ?? "", question: "Do they believe it?" },
        dana,
      );
      return { claimId: id, askId: claim.asks[0]?.id ?? "" };
    };

    it("goes to five of twenty who open it at once, and to nobody else", async () => {
      const { askId, claimId } = await ask();
      const record = await someone();
      const reps = [];
      for (let n = 0; n < 20; n += 1) reps.push(await hub.join(`rep-${time}-${n}@acme.example`));
      for (const one of reps) {
        expect((await look(record, one)).ask).toEqual({
          id: askId,
          question: "Do they believe it?",
          title: "Asked about",
          say: "Asked about.",
          by: "Dana Ruiz",
        });
      }
      const shown = await Promise.all(reps.map((one) => hub.call("showAsk", { id: askId, record }, one)));
      const theirs = reps.filter((_, n) => shown[n]?.yours);
      expect(theirs).toHaveLength(5);
      const { claim } = await hub.call("claim", { id: claimId }, dana);
      expect(claim.asks).toMatchObject([{ shown: 5, answered: 0, closedAt: null, version: 1 }]);
      for (const one of reps)
        expect((await look(record, one)).ask?.id).toBe(theirs.includes(one) ? askId : undefined);
    });

    it("comes once to each, on one record, until it is answered or put off", async () => {
      const { askId, claimId } = await ask();
      const [record, other] = [await someone(), await someone()];
      const shown = async (whose: Record, as = rep) => {
        await look(whose, as);
        return (await hub.call("showAsk", { id: askId, record: whose }, as)).yours;
      };
      expect([await shown(record), await shown(other), await shown(record)]).toEqual([true, false, true]);
      expect([(await look(record)).ask?.id, (await look(other)).ask]).toEqual([askId, undefined]);
      expect((await look(await someone("Sweden"), dana)).ask).toBeUndefined();
      await give(record, { what: "ask", askId }, "ask_answer");
      expect((await look(record)).ask).toBeUndefined();
      expect(await shown(record)).toBe(false);
      hub.setNow(at(time + 10));
      const asks = async () => (await hub.call("claim", { id: claimId }, dana)).claim.asks;
      expect(await asks()).toMatchObject([{ shown: 1, answered: 1 }]);

      expect(await shown(record, dana)).toBe(true);
      await hub.call("skipAsk", { id: askId }, dana);
      expect(await shown(record, dana)).toBe(false);
      expect((await look(record, dana)).ask).toBeUndefined();
      expect(await asks()).toMatchObject([{ shown: 2, answered: 1 }]);
    });

    it("closed, or of a sentence that is another one now, it is asked no more", async () => {
      const { askId, claimId } = await ask();
      const record = await someone();
      await look(record);
      await hub.call("closeAsk", { id: askId }, dana);
      expect((await look(record)).ask).toBeUndefined();
      expect((await hub.call("showAsk", { id: askId, record }, rep)).yours).toBe(false);

      const { claim } = await hub.call("claim", { id: claimId }, dana);
      const about = { versionId: claim.version?.id ?? "", question: "And now?" };
      await hub.call("askReps", about, dana);
      expect((await look(record)).ask?.question).toBe("And now?");
      await write.publish(claimId, saying("Another sentence."));
      expect((await look(record)).ask).toBeUndefined();
      const answer = await hub.ask("askReps", about, dana);
      expect(answer.status).toBe(409);
      expect(await answer.text()).toMatch(/Version 1 is shown to nobody any more. Ask about version 2/);
    });

    it("is asked about one of two that are compared only where that one is shown", async () => {
      const { id, version } = await write.add("Both", saying("A"));
      await write.publish(id, saying("B"), true);
      await hub.call("askReps", { versionId: version?.id ?? "", question: "Still the old one?" }, dana);
      for (let n = 0; n < 6; n += 1) {
        const { sayFirst = [], ask: asked } = await look(await someone());
        expect(asked !== undefined).toBe(sayFirst[0]?.say === "A");
      }
    });

    it("needs the record to be looked up", async () => {
      const { askId } = await ask();
      const answer = await hub.ask("showAsk", { id: askId, record: await someone() }, rep);
      expect(answer.status).toBe(403);
    });
  });
});
