import { join } from "node:path";
import { withFileLock } from "./file-lock.ts";
import { isNewerThan } from "./fresh-build.ts";
import { ROOT } from "./root.ts";

/** The two pages that the hub serves from built files. */
export const PAGES = ["desk", "reader"] as const;
export type Page = (typeof PAGES)[number];

export const pageDir = (page: Page) => join(ROOT, ".output", page);
const CONFIG = { desk: "desk/vite.config.ts", reader: "desk/reader/vite.config.ts" } as const;
const SIGN = { desk: "index.html", reader: "manifest.json" } as const;
const SOURCES = ["desk", "components", "lib", "package-lock.json"];

/** Builds desk and reader as they are for users, unless the last build is newer than every source. */
export async function ensurePages(say: (line: string) => void = () => {}): Promise<void> {
  for (const page of PAGES) {
    const fresh = () => isNewerThan(join(pageDir(page), SIGN[page]), SOURCES);
    if (await fresh()) continue;
    say(page === "desk" ? "Building the desk" : "Building the reader");
    await withFileLock(join(ROOT, ".output", `${page}.lock`), async () => {
      if (!(await fresh())) await buildPage(page);
    });
  }
}

/** @throws with the build's own words when it fails */
export async function buildPage(page: Page): Promise<void> {
  // Loaded only where there is something to build: it takes half a second.
  const { build } = await import("vite");
  const before = process.env.NODE_ENV;
  // A test's run sets it to "test", with which React comes as its developers use it.
  process.env.NODE_ENV = "production";
  try {
    await build({ configFile: join(ROOT, CONFIG[page]) });
  } finally {
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
  }
}
