import { describe, expect, it } from "vitest";
import { UNREADABLE } from "./decode-report.ts";
import { readLine } from "./read-line.ts";
import { understandColumns } from "./understand-columns.ts";

const LEAD = "00Q000000000001";
const CONTACT = "003000000000004AAA";

function read(labels: string, cells: string) {
  return readLine(cells.split("|"), understandColumns(labels.split("|"), undefined), "salesforce");
}

describe("a line that is taken", () => {
  it.each([
    ["by its id, made 18 characters", "Lead ID|Email", `${LEAD}|`, { records: [`${LEAD}EAA`], facts: {} }],
    [
      "by an address",
      "Lead ID|Email",
      "| Maya@Initech.com ",
      { records: [], email: "Maya@Initech.com", facts: {} },
    ],
    [
      "by both ids of a converted lead",
      "Lead ID|Contact ID",
      `${LEAD}|${CONTACT}`,
      { records: [`${LEAD}EAA`, CONTACT], facts: {} },
    ],
    [
      "by one id that stands twice",
      "Lead ID|Record ID",
      `${LEAD}|${LEAD}EAA`,
      { records: [`${LEAD}EAA`], facts: {} },
    ],
    [
      "by an id beside a shared mailbox",
      "Id|Email",
      `${LEAD}|info@initech.com`,
      { records: [`${LEAD}EAA`], email: "info@initech.com", facts: {} },
    ],
    [
      "a whole name",
      "Id|First Name|Last Name",
      `${LEAD}|Maya|Okafor`,
      { records: [`${LEAD}EAA`], facts: { name: "Maya Okafor" } },
    ],
    [
      "the given name before its parts",
      "Id|Full Name|First Name|Last Name",
      `${LEAD}|M. Okafor|Maya|Okafor`,
      { records: [`${LEAD}EAA`], facts: { name: "M. Okafor" } },
    ],
    [
      "half a name, where a connector knew no other",
      "Id|First Name|Last Name",
      `${LEAD}|Maya|[[Unknown]]`,
      { records: [`${LEAD}EAA`], facts: { name: "Maya" } },
    ],
    [
      "the family's name first",
      "Id|名|姓",
      `${LEAD}|太郎|中村`,
      { records: [`${LEAD}EAA`], facts: { name: "中村 太郎" } },
    ],
    [
      "stage before status",
      "Id|Status|Stage",
      `${LEAD}|Open|Evaluating`,
      { records: [`${LEAD}EAA`], facts: { stage: "Evaluating" } },
    ],
    [
      "status where there is no stage",
      "Id|Status|Stage",
      `${LEAD}|Open| `,
      { records: [`${LEAD}EAA`], facts: { stage: "Open" } },
    ],
    [
      "an owner's address before a name",
      "Id|Owner|Owner Email",
      `${LEAD}|Dana|dana@acme.example`,
      { records: [`${LEAD}EAA`], facts: { sales_owner: "dana@acme.example" } },
    ],
    [
      "the first of two columns that has a value",
      "Email|Work Email|Title|Job Title",
      "|a@b.com|CTO|Chief",
      { records: [], email: "a@b.com", facts: { title: "CTO" } },
    ],
    [
      "a second address where the first is none",
      "Email|Work Email",
      "none|a@b.com",
      { records: [], email: "a@b.com", facts: {} },
    ],
    [
      "line breaks in a cell",
      "Id|Title",
      `${LEAD}|VP\n Data`,
      { records: [`${LEAD}EAA`], facts: { title: "VP Data" } },
    ],
    ["no company in words", "Id|Company", `${LEAD}|[not provided]`, { records: [`${LEAD}EAA`], facts: {} }],
    [
      "formulas as text",
      "Id|Title",
      `${LEAD}|=HYPERLINK("http://x")`,
      { records: [`${LEAD}EAA`], facts: { title: '=HYPERLINK("http://x")' } },
    ],
    [
      "empty cells more than the heading has",
      "Id|Title",
      `${LEAD}|CTO||`,
      { records: [`${LEAD}EAA`], facts: { title: "CTO" } },
    ],
    [
      "what is odd in a column that is not taken",
      "Id|Phone",
      `${LEAD}|\0${UNREADABLE}${"x".repeat(2_000)}`,
      { records: [`${LEAD}EAA`], facts: {} },
    ],
  ])("%s", (_case, labels, cells, taken) => {
    expect(read(labels, cells)).toEqual({ taken });
  });

  it("without an address that is none, and says so", () => {
    expect(read("Id|Email", `${LEAD}|maya at initech`)).toEqual({
      taken: { records: [`${LEAD}EAA`], facts: {} },
      fault: { field: "email", reason: "This is no e-mail address. The line was taken without it." },
    });
  });
});

describe("a line that cannot be taken", () => {
  it.each([
    ["nobody is named", "Id|Email|Title", "||CTO", null, /neither a record's id nor an e-mail/],
    ["an address that is none", "Id|Email", "|maya", "email", /^This is no e-mail address\.$/],
    ["a shared mailbox alone", "Id|Email", "|info@initech.com", "email", /Several people read this address/],
    ["an account's id", "Id|Email", "001000000000002|a@b.com", "recordId", /This is the id of an account/],
    ["another record's id", "Id", "a0X000000000002", "recordId", /the id of another kind of record/],
    ["an id that was altered", "Id", `${LEAD}AAA`, "recordId", /was altered: its last three characters/],
    ["no id at all", "Id", "12345", "recordId", /This is no record's id/],
    ["too few columns", "Id|Email|Title", LEAD, null, /The heading has 3 columns, this line 1.*line break/],
    [
      "too many columns",
      "Id|Title",
      `${LEAD}|VP|Data`,
      null,
      /The heading has 2 columns, this line 3.*delimiter/,
    ],
    ["a NUL", "Id|Title", `${LEAD}|V\0P`, "title", /control character/],
    ["another control character", "Id|Title", `${LEAD}|V\u0085P`, "title", /control character/],
    [
      "bytes that are no text",
      "Id|Title",
      `${LEAD}|V${UNREADABLE}P`,
      "title",
      /no text in the file's encoding/,
    ],
    [
      "a cell without end",
      "Id|Title",
      `${LEAD}|${"x".repeat(1_001)}`,
      "title",
      /longer than 1,000 characters/,
    ],
  ])("%s", (_case, labels, cells, field, reason) => {
    const { taken, fault } = read(labels, cells);
    expect(taken).toBeUndefined();
    expect(fault).toEqual({ field, reason: expect.stringMatching(reason) });
  });
});
