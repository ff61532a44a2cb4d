import { randomFillSync } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { MOST_FILE_BYTES } from "../../lib/contract/asset.ts";
import { ROOT } from "../support/root.ts";

/** The largest file that is taken: a short video, and behind it a box of noise that nothing can make smaller. */
export async function largeVideo(): Promise<Uint8Array> {
  const video = await readFile(join(ROOT, "test/fixtures/sample/content/how-halden-went-live.mp4"));
  const file = Buffer.alloc(MOST_FILE_BYTES);
  video.copy(file);
  const rest = file.subarray(video.byteLength);
  randomFillSync(rest);
  rest.writeUInt32BE(rest.byteLength, 0);
  rest.write("free", 4, "latin1");
  return file;
}
