import { open, rename, rm } from "node:fs/promises";
import type { HubApi } from "./hub-api.ts";

/**
 * Writes all that is held about a person as one JSON document, page by page, so that it may be of any size.
 * @param out a file, which is there only once it is whole, and for its owner alone; undefined: to be shown
 * @param progress told how many rows there are so far
 * @returns how many rows, and the document where it is to be shown
 */
export async function exportPersonTo(
  hub: HubApi,
  email: string,
  out: string | undefined,
  progress: (rows: number) => void,
): Promise<{ rows: number; text: string }> {
  if (out === undefined) {
    let text = "";
    const rows = await writeDocument(hub, email, progress, async (part) => {
      text += part;
    });
    return { rows, text };
  }
  const part = `${out}.part`;
  const file = await open(part, "w", 0o600);
  try {
    const rows = await writeDocument(hub, email, progress, async (text) => {
      await file.write(text);
    });
    await file.close();
    await rename(part, out);
    return { rows, text: "" };
  } catch (error) {
    await file.close().catch(() => {});
    await rm(part, { force: true });
    throw error;
  }
}

async function writeDocument(
  hub: HubApi,
  email: string,
  progress: (rows: number) => void,
  write: (text: string) => Promise<void>,
): Promise<number> {
  let rows = 0;
  let table: string | undefined;
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await hub.call("exportPerson", { email, ...(cursor === undefined ? {} : { cursor }) });
    if (cursor === undefined) {
      await write(
        `{\n  "email": ${JSON.stringify(page.email)},\n  "asOf": ${JSON.stringify(page.asOf)},\n  "held": [`,
      );
    }
    for (const held of page.held) {
      // A table goes on where the page before ended.
      if (held.table !== table) {
        const head = `{\n      "table": ${JSON.stringify(held.table)},\n      "what": ${JSON.stringify(held.what)},\n      "rows": [`;
        await write(table === undefined ? `\n    ${head}` : `\n      ]\n    },\n    ${head}`);
      }
      const lines = held.rows.map((row) => `\n        ${JSON.stringify(row)}`).join(",");
      await write(held.table === table ? `,${lines}` : lines);
      table = held.table;
      rows += held.rows.length;
    }
    progress(rows);
    cursor = page.next;
  }
  await write(table === undefined ? "]\n}" : "\n      ]\n    }\n  ]\n}");
  return rows;
}
