import type { RequestOf } from "../contract/endpoints.ts";
import { callHub, HubError } from "./call-hub.ts";
import { csvLine } from "./csv-line.ts";
import { saveFile } from "./save-file.ts";

/**
 * Saves all look-ups that a filter lets through as a CSV file.
 * @returns what hindered it, in words
 */
export async function saveLookUps(filter: RequestOf<"lookUps">): Promise<string | undefined> {
  const lines = [csvLine(["At", "Member", "By", "Record", "E-mail", "Person"])];
  let cursor: string | undefined;
  try {
    do {
      const page = await callHub("lookUps", { ...filter, limit: 1_000, ...(cursor ? { cursor } : {}) });
      for (const one of page.items) {
        lines.push(
          csvLine([one.at, one.member.name, one.by, one.record, one.email ?? "", one.person?.name ?? ""]),
        );
      }
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
  } catch (error) {
    if (error instanceof HubError) return error.message;
    throw error;
  }
  saveFile("look-ups.csv", "text/csv;charset=utf-8", lines);
  return undefined;
}
