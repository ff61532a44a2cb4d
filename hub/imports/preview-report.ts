import type { z } from "zod";
import type { ImportPreview } from "../../lib/contract/import.ts";
import type { TakenLine } from "./read-line.ts";
import { readReport } from "./read-report.ts";

const SAMPLE = 10;
const FAULTS = 100;

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
  const preview: z.input<typeof ImportPreview> = {
    columns: report.columns,
    delimiter: report.delimiter,
    encoding: report.encoding(),
    lines: 0,
    bad: 0,
    footer: 0,
    sample: [],
    faults: [],
  };
  for await (const { line, taken, fault } of report.lines) {
    preview.lines += 1;
    if (taken === undefined) preview.bad += 1;
    if (fault && preview.faults.length < FAULTS) preview.faults.push({ line, ...fault });
    if (taken && preview.sample.length < SAMPLE) preview.sample.push(shown(taken));
  }
  return { ...preview, encoding: report.encoding(), footer: report.footer() };
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
