import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshPopulation } from "../../hub/conditions/population/keep-population.ts";
import type { Condition, Conditions } from "../../lib/contract/condition.ts";
import { addContent } from "../support/add-content.ts";
import { type TestHub, testHub } from "../support/hub.ts";
import { connect, type Sender, type SentEvent } from "../support/send.ts";
import { engines } from "../support/stores.ts";

const NOW = new Date("2026-11-18T12:00:00.000Z");
const DAY = 24 * 3_600_000;
const ago = (days: number) => new Date(NOW.getTime() - days * DAY).toISOString();
const nothing: Conditions = { to: [], joint: "and", when: [], except: [] };
const data: Condition = { fact: "role", seniority: ["vice_president", "head"], fields: ["data"] };
const readPricing: Condition = { fact: "did", kinds: ["page_viewed"], about: ["pricing"] };
const evaluating: Condition = { fact: "stage", any: ["Evaluation"] };

describe.each(engines)("whom conditions fit, on %s", (engine) => {
  let hub: TestHub;
  let sender: Sender;
  let marketer: { token: string; id: string };
  let asset: string;

  const person = (name: string, traits: object, ...events: SentEvent[]): SentEvent[] => {
    const userId = `${name.toLowerCase()}@${name.toLowerCase()}.example`;
    return [
      { type: "identify", userId, timestamp: ago(20), traits: { email: userId, name, ...traits } },
      ...events.map((event) => ({ userId, ...event })),
    ];
  };
  const page = (name: string, days: number): SentEvent => ({ type: "page", name, timestamp: ago(days) });

  beforeAll(async () => {
    hub = await testHub(engine);
    hub.setNow(NOW);
    marketer = await hub.join("mira@acme.example", "marketer");
    sender = await connect(hub);
    asset = (await addContent(hub.hub, { title: "Pricing sheet", titles: ["pricing sheet"] })).id;
    const company = {
      name: "Initech",
      domain: "initech.example",
      industry: "Logistics",
      employees: "201-500",
    };
    await sender.send(
      ...person(
        "Maya",
        { title: "VP Data", stage: "Evaluation", company },
        page("Pricing", 3),
        page("Pricing", 2),
      ),
      ...person("Tomas", { title: "Head of Data", stage: "evaluation" }, page("Pricing", 9)),
      ...person("Priya", { title: "Head of Data" }, page("Pricing", 1)),
      ...person("Omar", { stage: "Evaluation" }, page("Pricing", 1)),
      ...person("Lena", { title: "Head of Data", stage: "Evaluation" }, page("Pricing", 1), {
        type: "track",
        event: "Form Submitted",
        timestamp: ago(1),
        properties: { message: "We use Contoso today" },
      }),
      ...person("Samuel", { title: "VP Data", stage: "Evaluation" }, page("Pricing", 5), {
        type: "track",
        event: "Content Downloaded",
        timestamp: ago(4),
        properties: { title: "Pricing sheet" },
      }),
      ...person("Anna", { title: "CFO", stage: "Evaluation" }, page("Pricing", 1)),
      ...person("Yuki", { title: "VP Data", stage: "Evaluation" }, page("Docs", 1)),
    );
  });
  afterAll(() => hub.close());

  const conditions: Conditions = {
    to: [data],
    joint: "and",
    when: [readPricing, evaluating],
    except: [{ fact: "said", any: ["Contoso"] }],
  };

  it("how many fit, who and why, whom it cannot be decided of and who is kept out", async () => {
    const reply = await hub.call("previewConditions", { conditions, assetId: asset }, marketer);
    expect(reply).toEqual({
      alone: { to: [6], when: [7, 7], except: [1] },
      fits: {
        people: 2,
        some: [
          {
            id: expect.any(String),
            name: "Maya",
            title: "VP Data",
            company: "Initech",
            why: ["Read pricing page, twice, Mon", "At Evaluation, known since 29 Oct"],
          },
          {
            id: expect.any(String),
            name: "Tomas",
            title: "Head of Data",
            company: "tomas.example",
            why: ["Read pricing page, 9 Nov", "At evaluation, known since 29 Oct"],
          },
        ],
      },
      undecided: {
        people: 2,
        by: expect.arrayContaining([
          { words: "role not known", people: 1 },
          { words: "stage not known", people: 1 },
        ]),
        panel: expect.stringMatching(/^Fits if they are .* \((role|stage) not known\)$/),
      },
      keptOut: {
        people: 2,
        by: expect.arrayContaining([
          { words: "they said “Contoso”", people: 1 },
          { words: "already read by them", people: 1 },
        ]),
      },
      of: 8,
      asOf: NOW.toISOString(),
    });
  });

  it("the people behind each figure, page by page", async () => {
    const names = async (which: "fits" | "undecided" | "kept_out") => {
      const { items, next } = await hub.call("judgedPeople", { conditions, assetId: asset, which }, marketer);
      expect(next).toBeNull();
      return items.map(({ name, why }) => [name, why.join()]);
    };
    expect((await names("fits")).map(([name]) => name)).toEqual(["Maya", "Tomas"]);
    expect((await names("undecided")).toSorted()).toEqual([
      ["Omar", "Role not known"],
      ["Priya", "Stage not known"],
    ]);
    expect((await names("kept_out")).toSorted()).toEqual([
      ["Lena", "They said “Contoso”"],
      ["Samuel", "Already read by them"],
    ]);
    const wrong = await hub.ask("judgedPeople", { conditions, which: "fits", cursor: "eHg" }, marketer);
    expect(wrong.status).toBe(400);
  });

  it("choices are what occurs, with how many each fits, and are found by words", async () => {
    const choose = async (part: "to" | "when" | "except", query = "") => {
      const { items } = await hub.call("choices", { part, query }, marketer);
      return items.map(({ words, people }) => [words, people]);
    };
    expect(await choose("to")).toEqual(
      expect.arrayContaining([
        ["head of data", 3],
        ["VP of data", 3],
        ["people in finance", 1],
        ["people in Logistics", 1],
      ]),
    );
    expect(await choose("when", "stage")).toEqual([
      ["are at Evaluation", 7],
      ["moved to Evaluation within 30 days", 0],
      ["are not at Evaluation", 0],
    ]);
    expect((await choose("when", "pric")).slice(0, 2)).toEqual([
      ["read pricing", 7],
      ["downloaded pricing sheet", 1],
    ]);
    expect(await choose("except", "contoso")).toEqual([["they said “contoso”", 1]]);
    expect((await choose("except")).at(0)).toEqual(["Pricing sheet was sent", 0]);
    expect(await choose("to", "200 to")).toEqual([["companies of 51 to 200 people", 0]]);
    expect(await choose("to", "201")).toEqual([["companies of 201 to 1,000 people", 1]]);
    const { known, of } = await hub.call("choices", { part: "to", query: "" }, marketer);
    expect(of).toBe(8);
    expect(known).toEqual(
      expect.arrayContaining([
        { fact: "role", people: 7 },
        { fact: "stage", people: 7 },
        { fact: "country", people: 0 },
      ]),
    );
  });

  it("pages follow each other, and who is erased is shown no more", async () => {
    await sender.send(
      ...Array.from({ length: 60 }, (_, n) => person(`Reader${n}`, {}, page("Careers", 40 + n))).flat(),
    );
    await freshPopulation(hub.hub);
    const asked = {
      conditions: { ...nothing, when: [{ ...readPricing, about: ["careers"] }] },
      which: "fits" as const,
    };
    const first = await hub.call("judgedPeople", asked, marketer);
    expect(first.items.map(({ name }) => name)).toEqual(Array.from({ length: 50 }, (_, n) => `Reader${n}`));
    await hub.hub.store.query("update identity_link set ended_at = now() where person_id = $1", [
      first.items[1]?.id,
    ]);
    const second = await hub.call("judgedPeople", { ...asked, cursor: first.next ?? "" }, marketer);
    expect(second.items).toHaveLength(10);
    expect(second.items[0]?.name).toBe("Reader50");
    expect(second.next).toBeNull();
    expect((await hub.call("judgedPeople", asked, marketer)).items).toHaveLength(49);
  });
});
