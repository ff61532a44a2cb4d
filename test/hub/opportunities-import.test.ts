import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { RequestOf } from "../../lib/contract/endpoints.ts";
import { csvOf } from "../fixtures/reports/reports.ts";
import { sampleRecordId } from "../fixtures/sample/salesforce-id.ts";
import { ADMIN_TOKEN, type CallOptions, type TestHub, testHub } from "../support/hub.ts";
import { connect } from "../support/send.ts";
import { engines } from "../support/stores.ts";

const admin = { token: ADMIN_TOKEN };
const dealId = (n: number) => sampleRecordId("006", n);
const contactId = (n: number) => sampleRecordId("003", n);
const KEY = "1b4e28ba-2fa1-4d2b-883f-0016d3cca427";

describe.each(engines)("a report of opportunities on %s", (engine) => {
  let hub: TestHub;
  beforeEach(async () => {
    hub = await testHub(engine);
  });
  afterEach(() => hub.close());

  const take = (
    file: string | Uint8Array<ArrayBuffer>,
    query: RequestOf<"importOpportunities"> = {},
    options: CallOptions = {},
  ) => hub.call("importOpportunities", query, { ...admin, ...options, file });
  const kept = () =>
    hub.hub.store.query<Record<string, unknown>>(
      `select crm_id, name, company, stage, amount::float8 as amount, currency, closes_on, open, won,
         (select count(*)::int from opportunity_contact c where c.opportunity_id = o.id) as contacts
       from opportunity o order by name`,
    );
  const reasonOf = async (file: string, query: RequestOf<"importOpportunities"> = {}) => {
    const answer = await hub.ask("importOpportunities", query, { ...admin, file });
    expect(answer.status).toBe(400);
    return ((await answer.json()) as { error: { message: string } }).error.message;
  };

  test("as an American org exports it, with a line for each contact and a footer", async () => {
    await connect(hub).then((source) =>
      source.send({ type: "identify", traits: { email: "maya@initech.example" } }),
    );
    const file = csvOf([
      [
        "Opportunity ID",
        "Opportunity Name",
        "Account Name",
        "Stage",
        "Amount",
        "Close Date",
        "Contact ID",
        "Contact: Email",
        "Owner",
      ],
      [
        dealId(1),
        "A deal",
        "Initech",
        "Evaluation",
        "USD 86,000.00",
        "12/19/2026",
        contactId(1),
        "maya@initech.example",
        "Sam",
      ],
      [
        dealId(1),
        "A deal",
        "Initech",
        "Evaluation",
        "USD 86,000.00",
        "12/19/2026",
        "",
        "kim@initech.example",
        "Sam",
      ],
      [dealId(2), "B deal", "Hooli", "Closed Won", "USD 1,234.56", "1/2/2026", "", "", "Sam"],
      [],
      ["Confidential Information - Do Not Distribute"],
    ]);
    const first = await take(file);
    expect(first).toMatchObject({ lines: 3, taken: 2, changed: 2, bad: 0, unknownContacts: 2, faults: [] });
    expect(first.columns).toEqual([
      { name: "Opportunity ID", as: "Id" },
      { name: "Opportunity Name", as: "Name" },
      { name: "Account Name", as: "Company" },
      { name: "Stage", as: "Stage" },
      { name: "Amount", as: "Amount, decimals behind a point, as in 86,000.00, an empty cell empties it" },
      { name: "Close Date", as: "Close date, month first, as in 12/19/2026, an empty cell empties it" },
      { name: "Contact ID", as: "Contact, those that no line names are taken out" },
      { name: "Contact: Email", as: "Contact, those that no line names are taken out" },
      { name: "Owner", as: null },
    ]);
    expect(await kept()).toEqual([
      {
        crm_id: dealId(1),
        name: "A deal",
        company: "Initech",
        stage: "Evaluation",
        amount: 86_000,
        currency: "USD",
        closes_on: "2026-12-19",
        open: true,
        won: false,
        contacts: 3,
      },
      {
        crm_id: dealId(2),
        name: "B deal",
        company: "Hooli",
        stage: "Closed Won",
        amount: 1_234.56,
        currency: "USD",
        closes_on: "2026-01-02",
        open: false,
        won: true,
        contacts: 0,
      },
    ]);
    expect(await take(file)).toMatchObject({ taken: 2, changed: 0 });
  });

  test("as a German Excel saves it: UTF-16 or Windows-1252, semicolons, a comma before the cents", async () => {
    const text = [
      "sep=;",
      '"Opportunity-ID";"Name der Opportunity";"Accountname";"Phase";"Betrag (EUR)";"Schlusstermin";"Gewonnen"',
      `="${dealId(3)}";"Müller & Söhne";"Müller";"Geschlossen, gewonnen";"1.234,56";"19.12.2026";"ja"`,
      `${dealId(4).slice(0, 15)};"Zweite";"Müller";"Angebot";"86.000";"1.2.2026";"nein"`,
    ].join("\r\n");
    const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]);
    const reply = await take(new Uint8Array(wide));
    expect(reply).toMatchObject({ lines: 2, taken: 2, changed: 2, bad: 0, faults: [] });
    expect(reply.columns[4]).toEqual({
      name: "Betrag (EUR)",
      as: "Amount, in EUR, decimals behind a comma, as in 86.000,00, an empty cell empties it",
    });
    expect(reply.columns[5]?.as).toBe("Close date, day first, as in 19/12/2026, an empty cell empties it");
    expect(await kept()).toMatchObject([
      {
        name: "Müller & Söhne",
        amount: 1_234.56,
        currency: "EUR",
        closes_on: "2026-12-19",
        won: true,
        open: false,
      },
      { name: "Zweite", amount: 86_000, currency: "EUR", closes_on: "2026-02-01", won: false, open: true },
    ]);
    expect(await take(new Uint8Array(Buffer.from(text, "latin1")))).toMatchObject({ taken: 2, changed: 0 });
  });

  test("says where no date tells days from months, and which lines it could not take in whole or in part", async () => {
    const file = csvOf([
      ["ID", "Name", "Amount", "Currency", "Close Date", "Closed", "Email"],
      [dealId(5), "Whole", "100", "EUR", "1/2/2026", "no", "maya@initech.example; kim@initech.example"],
      [dealId(6), "In part", "a lot", "Euro", "soon", "perhaps", "nobody"],
      [contactId(5), "A contact", "1", "EUR", "1/2/2026", "no", ""],
      ["", "Without an id", "1", "EUR", "1/2/2026", "no", ""],
      [`${dealId(7).slice(0, 15)}AAA`, "Altered", "1", "EUR", "1/2/2026", "no", ""],
      [dealId(8), "Short"],
    ]);
    const reply = await take(file);
    expect(reply).toMatchObject({ lines: 6, taken: 2, changed: 2, bad: 4 });
    expect(reply.columns[4]?.as).toBe(
      "Close date, month first, as in 12/19/2026 (no date says which; please check), an empty cell empties it",
    );
    const reasons = reply.faults.map(({ line, reason }) => `${line}: ${reason}`);
    expect(reasons).toEqual([
      "3: The currency is none: three letters are, such as EUR. The line was taken without it.",
      "3: The amount is no number, such as 86,000.00. The line was taken without it.",
      "3: The close date is none: this column is read as 12/19/2026. The line was taken without it.",
      "3: Closed is neither yes nor no. The line was taken without it.",
      "3: A contact is neither an e-mail address nor a contact's or lead's id. The line was taken without it.",
      "4: This is the id of a contact. An opportunity's is needed.",
      "5: There is no opportunity's id.",
      "6: This is an id that was altered: its last three characters do not fit the others.",
      expect.stringContaining("7: The heading has 7 columns, this line 2."),
    ]);
    expect(await kept()).toMatchObject([
      { name: "In part", amount: null, currency: "", closes_on: null, open: true },
      { name: "Whole", amount: 100, currency: "EUR", closes_on: "2026-01-02", contacts: 2 },
    ]);
  });

  test("what is empty in it is emptied; what is not in it, or cannot be read, or is said in another line, stays", async () => {
    const heading = ["ID", "Name", "Amount", "Close Date", "Email"];
    const deals = ["Emptied", "Unread", "In another line", "Not in it"].map((name, n) => ({
      id: dealId(20 + n),
      name,
    }));
    const [emptied, unread, another, not] = deals.map(({ id, name }) => [id, name]);
    const full = ["USD 5.00", "12/19/2026", "maya@initech.example"];
    await take(csvOf([heading, ...deals.map(({ id, name }) => [id, name, ...full])]));
    const file = csvOf([
      heading,
      [...(emptied ?? []), "", "", ""],
      [...(unread ?? []), "a lot", "soon", "nobody"],
      [...(another ?? []), "", "", ""],
      [...(another ?? []), ...full],
    ]);
    await take(file);
    await take(csvOf([["ID", "Name"], not ?? []]));
    const stays = { amount: 5, currency: "USD", closes_on: "2026-12-19", contacts: 1 };
    expect(await kept()).toMatchObject([
      { name: "Emptied", amount: null, closes_on: null, contacts: 0 },
      { name: "In another line", ...stays },
      { name: "Not in it", ...stays },
      { name: "Unread", ...stays },
    ]);
  });

  test("a preview keeps nothing and says what would change; what is no such report says what to do", async () => {
    const file = csvOf([
      ["Opportunity ID", "Amount"],
      [dealId(9), "$5"],
    ]);
    expect(await take(file, { preview: "1", currency: "cad" })).toMatchObject({ taken: 1, changed: 1 });
    expect(await kept()).toEqual([]);
    await take(file, { currency: "cad" });
    expect(await kept()).toMatchObject([{ amount: 5, currency: "CAD" }]);
    expect(await take(file, { preview: "1", currency: "cad" })).toMatchObject({ taken: 1, changed: 0 });

    expect(await reasonOf("Name,Amount\nA,1\n")).toContain(
      "No column is known to hold an opportunity's id. The columns are: Name, Amount.",
    );
    expect(await reasonOf("")).toContain("The file is empty");
    expect(await reasonOf("PK\u0003\u0004")).toContain("save it as CSV");
    expect(await reasonOf(file, { currency: "12" })).toContain("three letters");
  });

  test("a write whose answer was lost is answered again alike; with another file it is another write", async () => {
    const rows = Array.from({ length: 1_200 }, (_, n) => [dealId(n), `Deal ${n}`, String(n), "Evaluation"]);
    const file = csvOf([["Opportunity ID", "Name", "Amount", "Stage"], ...rows]);
    const first = await take(file, {}, { key: KEY });
    expect(first).toMatchObject({ lines: 1_200, taken: 1_200, changed: 1_200 });
    expect(await take(file, {}, { key: KEY })).toEqual(first);
    const [{ count } = { count: 0 }] = await hub.hub.store.query<{ count: number }>(
      "select count(*)::int as count from opportunity_fact",
    );
    expect(count).toBe(2_400);
    const other = await hub.ask("importOpportunities", {}, { ...admin, key: KEY, file: `${file}x` });
    expect(other.status).toBe(409);
    expect(await take(file)).toMatchObject({ taken: 1_200, changed: 0 });
  });

  test("a file that is too large is refused before it is read", async () => {
    const answer = await hub.ask("importOpportunities", {}, { ...admin, file: "x".repeat(20_000_001) });
    expect(answer.status).toBe(413);
    expect(await answer.text()).toContain("20 MB");
  });
});
