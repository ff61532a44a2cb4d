import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import type { Row } from "./report.ts";

const built = path.join(".output", "chrome-mv3");

function weigh(files: string[]): { raw: number; gzip: number } {
  const bytes = files.map((file) => readFileSync(file));
  return {
    raw: bytes.reduce((sum, one) => sum + one.length, 0),
    gzip: bytes.reduce((sum, one) => sum + gzipSync(one, { level: 9 }).length, 0),
  };
}

/** What the extension weighs, from the production build. */
export async function sizes(): Promise<Row[]> {
  const all = readdirSync(built, { recursive: true, encoding: "utf8" }).map((name) => path.join(built, name));
  const scripts = all.filter((file) => file.includes("content-scripts") && file.endsWith(".js"));
  const locator = weigh(scripts);
  const rest = weigh(all.filter((file) => /\.(?:js|css)$/.test(file) && !scripts.includes(file)));
  const kilobytes = (count: number) => (count / 1000).toFixed(1);
  return [
    {
      what: "content script",
      ours: `${kilobytes(locator.raw)} kB, ${kilobytes(locator.gzip)} kB gzip`,
      floor: "–",
      result: `${scripts.length} script, top frame`,
      budget: "≤ 30 kB, ≤ 10 kB gzip",
      within: locator.raw <= 30_000 && locator.gzip <= 10_000,
    },
    {
      what: "panel, options, popup and background together",
      ours: `${kilobytes(rest.raw)} kB, ${kilobytes(rest.gzip)} kB gzip`,
      floor: "–",
      result: "",
      budget: "shown",
    },
  ];
}
