import { mkdirSync, mkdtempSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./root.ts";

/** A new folder in which a built hub finds the packages that it needs beside it. */
export function folderBesidePackages(): string {
  const caches = join(ROOT, "node_modules", ".cache");
  mkdirSync(caches, { recursive: true });
  return mkdtempSync(join(caches, "leadside-hub-"));
}
