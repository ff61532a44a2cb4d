import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { compressed } from "../../hub/backup/compressed.ts";
import { keepExport } from "../../hub/backup/export-file.ts";
import { restore } from "../../hub/backup/restore.ts";
import { writeExport } from "../../hub/backup/write-export.ts";
import { readFileRange } from "../../hub/files/chunks.ts";
import { fileFacts } from "../../hub/files/store-file.ts";
import { testHub } from "../support/hub.ts";
import { mp4Of } from "../support/sample-files.ts";
import { freshPostgres } from "../support/stores.ts";
import { upload } from "../support/upload.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "leadside-files-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("an export carries files to another engine, into a hub that was only started", async () => {
  const hub = await testHub("pglite");
  const { token } = await hub.join("mia@acme.example", "marketer", "Mia Marketer");
  const bytes = mp4Of(3_000_000);
  bytes.set(randomBytes(2_000_000), 900_000);
  const { fileId } = await upload(hub, token, bytes);
  await hub.call("addAsset", { title: "Film", from: { fileId } }, { token });
  const path = join(folder, "export");
  await keepExport(
    compressed((take) => writeExport(hub.hub.store, take)),
    path,
  );
  const { store } = await freshPostgres();
  try {
    await restore(store, path, { replace: false });
    const hash = createHash("sha256");
    for await (const piece of readFileRange(store, fileId)) hash.update(piece);
    expect(hash.digest("hex")).toBe((await fileFacts(store, fileId))?.sha256);
    expect((await fileFacts(store, fileId))?.sha256).toBe(createHash("sha256").update(bytes).digest("hex"));
  } finally {
    await store.close();
    await hub.close();
  }
});
