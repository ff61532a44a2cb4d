import type { z } from "zod";
import type { ImportPreview } from "../../lib/contract/import.ts";
import { type TakenLine, whyUnfit } from "./read-line.ts";
import { readReport } from "./read-report.ts";

const SAMPLE = 10;
const FAULTS = 100;
const EXAMPLES = 3;
/** A report's notes may be long. */
const LONGEST_EXAMPLE = 100;

/**
 * How a file would be understood; nothing is kept.
 * @param bytes of the file, in pieces
 * @param map how the importer names its columns
 */
export async function previewReport(
  bytes: AsyncIterable<Uint8Array>,
  map: string | undefined,
): Promise<z.input<typeof ImportPreview>> {
  const report = await readReport(bytes, map);
  const columns = report.columns.map((column) => ({ ...column, examples: [] as string[] }));
  const preview: z.input<typeof ImportPreview> = {
    columns,
    delimiter: report.delimiter,
    encoding: report.encoding(),
    lines: 0,
    bad: 0,
    footer: 0,
    sample: [],
    faults: [],
  };
  for await (const { line, cells, taken, fault } of report.lines) {
    preview.lines += 1;
    if (taken === undefined) preview.bad += 1;
    if (fault && preview.faults.length < FAULTS) preview.faults.push({ line, ...fault });
    if (taken && preview.sample.length < SAMPLE) preview.sample.push(shown(taken));
    if (taken) for (const [n, { examples }] of columns.entries()) addExample(examples, cells[n] ?? "");
  }
  return { ...preview, encoding: report.encoding(), footer: report.footer() };
}

function addExample(examples: string[], cell: string): void {
  if (examples.length === EXAMPLES || whyUnfit(cell) !== undefined) return;
  const text = cell.trim().replace(/\s+/g, " ");
  const example =
    text.length > LONGEST_EXAMPLE ? `${[...text].slice(0, LONGEST_EXAMPLE - 1).join("")}…` : text;
  if (example !== "" && !examples.includes(example)) examples.push(example);
}

/** A line by the names of its fields; first and last name have become one by now, and status is stage. */
function shown({ records, email, facts }: TakenLine): Record<string, string> {
  const { sales_owner: owner, ...others } = facts;
  return {
    ...(records.length > 0 ? { recordId: records.join(", ") } : {}),
    ...(email === undefined ? {} : { email }),
    ...others,
    ...(owner === undefined ? {} : { owner }),
  };
}
