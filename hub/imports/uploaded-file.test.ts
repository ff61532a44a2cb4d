import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { UploadedFile } from "./uploaded-file.ts";

const MEGABYTE = new Uint8Array(1_000_000);

function streamOf(pieces: number): ReadableStream<Uint8Array> {
  let left = pieces;
  return new ReadableStream({
    pull(controller) {
      if (left === 0) controller.close();
      else controller.enqueue(MEGABYTE);
      left -= 1;
    },
  });
}

async function sizeOf(file: UploadedFile): Promise<number> {
  let size = 0;
  for await (const piece of file.bytes()) size += piece.length;
  return size;
}

it("takes 64 MB, and knows the file by its digest", async () => {
  const file = new UploadedFile(streamOf(64));
  expect(await sizeOf(file)).toBe(64_000_000);
  const hash = createHash("sha256");
  for (let n = 0; n < 64; n++) hash.update(MEGABYTE);
  expect(file.digest()).toBe(hash.digest("hex"));
});

it("takes no more", async () => {
  await expect(sizeOf(new UploadedFile(streamOf(65)))).rejects.toThrow("larger than 64 MB");
});
