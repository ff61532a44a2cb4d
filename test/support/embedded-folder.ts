import { cp, mkdtemp, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { withFileLock } from "./file-lock.ts";
import { ROOT } from "./root.ts";

const CACHE = join(ROOT, "node_modules", ".cache", "leadside");

/**
 * Makes the embedded database in a data folder as a hub's first start does, with no table in it yet: a copy of one that
 * was made before by the same release of PGlite, in a tenth of the time.
 */
export async function prepareEmbedded(dataDir: string): Promise<void> {
  await cp(await prepared(), join(dataDir, "pglite"), { recursive: true });
}

/** The folder that is copied, which outlives this run. */
async function prepared(): Promise<string> {
  const about = join(ROOT, "node_modules", "@electric-sql", "pglite", "package.json");
  const { version } = JSON.parse(await readFile(about, "utf8")) as { version: string };
  const folder = join(CACHE, `pglite-${version}`);
  const isThere = () =>
    stat(folder).then(
      () => true,
      () => false,
    );
  if (await isThere()) return folder;
  await withFileLock(join(CACHE, "pglite.lock"), async () => {
    if (await isThere()) return;
    const draft = await mkdtemp(join(CACHE, "draft-"));
    try {
      const database = await PGlite.create(join(draft, "pglite"));
      await database.close();
      await rename(join(draft, "pglite"), folder);
    } finally {
      await rm(draft, { recursive: true, force: true });
    }
  });
  return folder;
}
