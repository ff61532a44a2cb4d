import { randomBytes } from "node:crypto";
import { createWriteStream } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Verified, verifyExport } from "./read-export.ts";

/**
 * Keeps an export as a file that is either whole or not there: written under another name beside it, readable for
 * this user only, verified, and then renamed.
 * @param onProgress is told how many bytes were written so far
 * @throws BadExport when what came is not a whole export
 */
export async function keepExport(
  bytes: Readable,
  path: string,
  onProgress: (bytes: number) => void = () => {},
): Promise<Verified> {
  const draft = `${path}.${randomBytes(4).toString("hex")}.part`;
  let written = 0;
  try {
    await pipeline(
      bytes,
      async function* (source: AsyncIterable<Uint8Array>) {
        for await (const chunk of source) {
          written += chunk.length;
          onProgress(written);
          yield chunk;
        }
      },
      createWriteStream(draft, { mode: 0o600, flags: "wx" }),
    );
    await sync(draft);
    const verified = await verifyExport(draft);
    await rename(draft, path);
    return verified;
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** On the disk, not only on its way to it: a backup is for the day when the machine fails. */
async function sync(path: string): Promise<void> {
  const file = await open(path, "r");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
