import { expect, it } from "vitest";
import { type CsvRecord, csvRecords, MOST_CELLS } from "./csv-records.ts";

/** Text of one character after some lines, in pieces as they come from a file. */
async function* linesAndThen(head: string, character: string, pieces: number): AsyncGenerator<string> {
  yield head;
  for (let n = 0; n < pieces; n++) yield character.repeat(32_768);
}

async function readAll(text: AsyncIterable<string>): Promise<CsvRecord[]> {
  const records: CsvRecord[] = [];
  for await (const record of csvRecords(text, ",", 1)) records.push(record);
  return records;
}

it("numbers lines as an editor does", async () => {
  expect(await readAll(linesAndThen('a,b\n"1\n2",3\n4,5\n', "", 0))).toEqual([
    { line: 1, cells: ["a", "b"] },
    { line: 2, cells: ["1\n2", "3"] },
    { line: 4, cells: ["4", "5"] },
  ]);
});

it.each([
  ["delimiters", "a,b\n1,2\n", ","],
  ["text", "a,b\n1,2\n", "x"],
  ["cells with line breaks", "a,b\n1,2\n", '"\n",,,,,,'],
  ["a quote that nothing closes", 'a,b\n1,2\n"', "x\n"],
])("refuses a line without an end: %s", async (_what, head, character) => {
  let pieces = 0;
  const text = linesAndThen(head, character, 10_000);
  async function* counted() {
    for await (const piece of text) {
      pieces += 1;
      yield piece;
    }
  }
  await expect(readAll(counted())).rejects.toThrow(/^Line 3 is longer than 1,000,000 characters/);
  // It is not read to its end.
  expect(pieces).toBeLessThan(100);
});

it("goes on after a line with more cells than any report has", async () => {
  const [heading, wide, last] = await readAll(linesAndThen(`a,b\n${",".repeat(400_000)}\n1,2\n`, "", 0));
  expect(heading?.cells).toEqual(["a", "b"]);
  expect(wide?.cells).toHaveLength(MOST_CELLS + 1);
  expect(last).toEqual({ line: 3, cells: ["1", "2"] });
});

it("takes a file of many lines, however long it is in all", async () => {
  const records = await readAll(linesAndThen("a,b\n", "1,2\n", 9));
  expect(records).toHaveLength(1 + 32_768 * 9);
});
