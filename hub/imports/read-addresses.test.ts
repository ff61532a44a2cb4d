import { expect, test } from "vitest";
import { readAddresses } from "./read-addresses.ts";

const read = (file: string | Uint8Array<ArrayBuffer>) => readAddresses(new Blob([file]).stream());
const A = "https://acme.example/a";
const one = [{ line: 1, url: A, title: "A page" }];
const two = [{ line: 2, url: A, title: "A page" }];

test.each<[string, string | Uint8Array<ArrayBuffer>, unknown]>([
  ["address and title", `${A},A page`, one],
  ["title and address", `A page,${A}`, one],
  ["a heading", `Address,Title\n${A},A page`, two],
  ["another heading in another order", `Name;Kind;URL\nA page;page;${A}`, two],
  ["a column before them", `Kind,Title,Link\nblog,A page,${A}`, two],
  ["tabs", `Titel\tAdresse\nA page\t${A}`, two],
  ["what Excel says first", `sep=;\nTitle;URL\nA page;${A}`, [{ ...two[0], line: 3 }]],
  ["quotes with commas in them", `"A page",${A}`, one],
  ["UTF-16", new Uint8Array(Buffer.from(`\ufeffURL\tTitle\n${A}\tA page`, "utf16le")), two],
  [
    "Windows-1252",
    new Uint8Array(Buffer.from(`${A},Preis\xfcbersicht`, "latin1")),
    [{ ...one[0], title: "Preisübersicht" }],
  ],
  ["no scheme", "www.acme.example/a,A page", [{ ...one[0], url: "https://www.acme.example/a" }]],
  [
    "an address alone",
    "https://acme.example/data-residency.html",
    [{ line: 1, url: "https://acme.example/data-residency.html", title: "Data residency" }],
  ],
  [
    "a home page alone",
    "https://acme.example/",
    [{ line: 1, url: "https://acme.example/", title: "Acme.example" }],
  ],
])("%s", async (_what, file, lines) => {
  expect(await read(file)).toMatchObject({ lines, faults: [], count: 1 });
});

test("what cannot be taken is named by its line, and the others are taken", async () => {
  const { lines, faults, count } = await read(
    [
      "URL,Title",
      `${A},A page`,
      "",
      "javascript:alert(1),A script",
      "https://mia:secret@acme.example/b,A password",
      `${A}/,The same`,
      `${A}?v=2,Another`,
      `https://acme.example/long,${"x".repeat(201)}`,
      ",Nothing",
    ].join("\n"),
  );
  expect(lines.map(({ line }) => line)).toEqual([2, 7]);
  expect(faults.map(({ line }) => line)).toEqual([4, 5, 6, 8, 9]);
  expect(count).toBe(7);
});

test.each([
  ["", /empty/],
  ["\n \n", /empty/],
  [new Uint8Array(Buffer.from("PK\x03\x04xxxx", "latin1")), /Excel/],
  ["https://acme.example/x\n".repeat(10_001), /more than 10,000 lines/],
  ["x".repeat(5_000_001), /larger than 5 MB/],
])("refuses as a whole", async (file, message) => {
  await expect(read(file)).rejects.toThrow(message);
});
