import { describe, expect, it } from "vitest";
import { sampleReports } from "../../test/fixtures/reports/reports.ts";
import { previewReport } from "./preview-report.ts";
import { readReport } from "./read-report.ts";

async function* inPieces(bytes: Uint8Array, size = 1_000) {
  for (let n = 0; n < bytes.length; n += size) yield bytes.subarray(n, n + size);
}

async function read(text: string | Uint8Array, map?: string) {
  const report = await readReport(inPieces(Buffer.from(text)), map);
  const lines = [];
  for await (const line of report.lines) lines.push(line);
  return { ...report, lines, footer: report.footer() };
}

/** The lines that were taken, and those with a fault, by number. */
async function numbers(text: string) {
  const { lines, footer } = await read(text);
  const taken = lines.flatMap(({ line, taken }) => (taken ? [line] : []));
  return { taken, faults: lines.flatMap(({ line, fault }) => (fault ? [line] : [])), footer };
}

describe("a report", () => {
  it("with a heading of more columns than any report has is refused, in the preview too", async () => {
    const columns = Array.from({ length: 1_001 }, (_, n) => `c${n}`);
    const bytes = Buffer.from(`Email,${columns.join(",")}\n`);
    await expect(readReport(inPieces(bytes))).rejects.toThrow("The heading has more than 1,000 columns");
    await expect(previewReport(inPieces(bytes), undefined)).rejects.toThrow("more than 1,000 columns");
  });

  it.each(sampleReports().map((report) => [report.name, report] as const))("%s", async (_name, report) => {
    const { lines, footer, ...about } = await read(report.bytes);
    expect({ ...about, encoding: about.encoding(), footer }).toMatchObject({
      encoding: report.encoding,
      delimiter: report.delimiter,
      footer: report.footer,
    });
    expect(lines.map(({ taken }) => taken)).toEqual([
      {
        records: ["00Q5e000001AbCdEAK"],
        email: "maya@initech.com",
        facts: {
          name: "Maya Okafor",
          title: "VP Data",
          company: "Initech",
          stage: "Open",
          sales_owner: "Dana Rep",
        },
      },
      {
        records: ["00Q5e000001AbCeEAK"],
        email: "juergen@hooli.com",
        facts: {
          name: "Jürgen Groß",
          title: "Leiter, Daten",
          company: 'Hooli "Labs"',
          stage: "Working",
          sales_owner: "Dana Rep",
        },
      },
      {
        records: ["00Q5e000001AbCfEAK"],
        email: "zoe@soylent.com",
        facts: {
          name: "Zoë Brontë",
          title: "Head of Growth",
          company: "Café Soylent",
          stage: "Open",
          sales_owner: "Sam Rep",
        },
      },
    ]);
    const first = report.name === "Excel's own first line" ? 3 : 2;
    expect(lines.map(({ line }) => line)).toEqual([first, first + 1, first + 2]);
  });

  it("numbers lines as an editor does", async () => {
    const text =
      'sep=,\r\n\r\nEmail,Title\r\na@b.com,"two\r\nlines"\r\nbad,\r\n\r\n"c@d.com","three\n\nlines"\rworse,\n';
    expect(await numbers(text)).toEqual({ taken: [4, 8], faults: [6, 11], footer: 0 });
  });

  it("reads quotes where they stand", async () => {
    const { lines } = await read(
      'Email,Title\na@b.com,"He said ""hi"""\nb@b.com,Joe "X" Ray\nc@b.com,"Joe" Ray\n"d@b.com","a,b"\n',
    );
    expect(lines.map(({ taken }) => taken?.facts.title)).toEqual([
      'He said "hi"',
      'Joe "X" Ray',
      '"Joe" Ray',
      "a,b",
    ]);
  });

  it("says which quote is never closed", async () => {
    const { lines } = await read('Email,Title\na@b.com,CTO\nb@b.com,"VP\nc@b.com,CEO\n');
    expect(lines.map(({ line, taken, fault }) => [line, taken?.email ?? fault?.reason])).toEqual([
      [2, "a@b.com"],
      [3, expect.stringMatching(/nothing closes it/)],
    ]);
  });

  describe("ends with lines of its own", () => {
    it.each([
      ["after a blank one", "a@b.com,x\n\nReport\nCopyright\n", { taken: [2], faults: [], footer: 2 }],
      ["after one of empty cells", "a@b.com,x\n,\nReport,\n", { taken: [2], faults: [], footer: 1 }],
      [
        "with blank ones between them",
        "a@b.com,x\n\nReport\n\nAcme\n\n",
        { taken: [2], faults: [], footer: 2 },
      ],
      ["not without a blank one", "a@b.com,x\nReport\n", { taken: [2], faults: [3], footer: 0 }],
      ["not where people follow", "\nReport\nb@b.com,y\n", { taken: [4], faults: [3], footer: 0 }],
      ["not with two columns filled", "a@b.com,x\n\nReport,2026\n", { taken: [2], faults: [4], footer: 0 }],
      ["not an address", "a@b.com,x\n\nc@d.com,\n", { taken: [2, 4], faults: [], footer: 0 }],
      ["not what should be one", "a@b.com,x\n\nc@d,\n", { taken: [2], faults: [4], footer: 0 }],
    ])("%s", async (_case, text, expected) => {
      expect(await numbers(`Email,Title\n${text}`)).toEqual(expected);
    });

    it("not with forty of them and more", async () => {
      const lines = `\n${"Report\n".repeat(41)}`;
      expect(await numbers(`Email,Title\n${lines}`)).toMatchObject({
        footer: 0,
        faults: Array.from({ length: 41 }, (_, n) => n + 3),
      });
    });
  });

  it.each([
    ["an empty file", "", /The file is empty/],
    ["blank lines", "\n\r\n \n", /The file is empty/],
    ["only a delimiter", "sep=;\n", /The file is empty/],
    ["a workbook", "PK\u0003\u0004abc", /an Excel workbook or another packed file/],
    ["a PDF", "%PDF-1.7", /This is a PDF/],
    ["one line without end", "x".repeat(70_000), /too long for a heading/],
    ["a heading in an open quote", 'Email,"Title\na@b.com,x\n', /quote in the heading is never closed/],
  ])("is not %s", async (_case, text, message) => {
    await expect(read(text)).rejects.toThrow(message);
  });
});

describe("a preview", () => {
  it("shows the cells of each column as they stand in the file", async () => {
    const lines = [
      "Email,First Name,Last Name,Lead Status,Stage,Notes",
      "bad,Nobody,Known,Lost,Lost,none",
      "pat@b.com,Pat,Lee,Open,Evaluation, ",
      `kim@b.com,Kim,Lee,Open,Discovery,${"long ".repeat(40)}`,
      "sam@b.com,Sam,Ng,Working,Discovery,",
      "tom@b.com,Tom,Ng,Nurture,Discovery,",
    ];
    const preview = await previewReport(inPieces(Buffer.from(lines.join("\n"))), undefined);
    expect(preview.columns.map(({ examples }) => examples)).toEqual([
      ["pat@b.com", "kim@b.com", "sam@b.com"],
      ["Pat", "Kim", "Sam"],
      ["Lee", "Ng"],
      ["Open", "Working", "Nurture"],
      ["Evaluation", "Discovery"],
      [`${"long ".repeat(19)}long…`],
    ]);
  });

  it("shows how a file would be taken", async () => {
    const people = Array.from({ length: 12 }, (_, n) => `p${n}@b.com,VP,${n}\n`).join("");
    const faults = "bad,,\n".repeat(150);
    const preview = await previewReport(
      inPieces(Buffer.from(`Email,Position,Phone\n${people}${faults}\nReport\n`)),
      "Position=stage",
    );
    expect(preview).toMatchObject({
      columns: [
        { label: "Email", field: "email", by: "label" },
        { label: "Position", field: "stage", by: "map" },
        { label: "Phone", field: null, by: null },
      ],
      encoding: "UTF-8",
      delimiter: ",",
      lines: 162,
      bad: 150,
      footer: 1,
    });
    expect(preview.sample).toHaveLength(10);
    expect(preview.sample[0]).toEqual({ email: "p0@b.com", stage: "VP" });
    expect(preview.faults).toHaveLength(100);
    expect(preview.faults[0]).toEqual({ line: 14, field: "email", reason: "This is no e-mail address." });
  });
});
