import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Import } from "./layers.ts";

export const root = fileURLToPath(new URL("../..", import.meta.url));

/** The product's own TypeScript files, from the root, with `/`. */
export function sourceFiles(folders = ["lib", "hub", "desk", "components", "entrypoints"]): string[] {
  return folders.flatMap((folder) => {
    let names: string[];
    try {
      names = readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" });
    } catch {
      return [];
    }
    return names
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => `${folder}/${name.split(path.sep).join("/")}`);
  });
}

export const textOf = (file: string): string => readFileSync(path.join(root, file), "utf8");

const STATEMENT =
  /(?:^|\n)\s*(import|export)\s+(type\s+)?(?:[^"';]*?\sfrom\s+)?["']([^"']+)["']|import\(\s*["']([^"']+)["']\s*\)/g;

/** The imports of one file's text, relative ones resolved from the root. */
export function importsOf(file: string, text: string): Import[] {
  return [...text.matchAll(STATEMENT)].map((match) => {
    const written = (match[3] ?? match[4] ?? "").replace(/\?.*$/, "");
    const to = written.startsWith(".") ? path.posix.join(path.posix.dirname(file), written) : written;
    return { from: file, to, typeOnly: Boolean(match[2]) };
  });
}
