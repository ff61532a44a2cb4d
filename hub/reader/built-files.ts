import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Hono } from "hono";
import { takesEncoding } from "./takes-encoding.ts";

/** Where the build is: beside the hub's bundle, or in the project's output. */
const PLACES = ["./reader/", "../../.output/reader/"];
/** Where the files stand, below `/l`. */
export const FILES_PATH = "/-/assets";
/** The name of the script in the manifest. */
const ENTRY = "main.ts";
/** What the build calls its files, in folders at most one deep: no way up. */
const PLAIN_NAME = /^(?:[\w-][\w.-]*\/)?[\w-][\w.-]*$/;

const TYPES: Record<string, string> = {
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".wasm": "application/wasm",
  ".bcmap": "application/octet-stream",
  ".icc": "application/octet-stream",
  ".pfb": "application/octet-stream",
  ".ttf": "font/ttf",
};

interface Built {
  folder: string;
  script: string;
  style: { text: string; hash: string };
}

let found: Built | undefined;

/** What the build left; undefined as long as there is none, so that a build that comes later is found. */
function built(): Built | undefined {
  if (found) return found;
  for (const place of PLACES) {
    const folder = fileURLToPath(new URL(place, import.meta.url));
    if (!existsSync(join(folder, "manifest.json"))) continue;
    const manifest: Record<string, { file: string; css?: string[] }> = JSON.parse(
      readFileSync(join(folder, "manifest.json"), "utf8"),
    );
    const entry = manifest[ENTRY];
    if (!entry) continue;
    const text = (entry.css ?? []).map((name) => readFileSync(join(folder, name), "utf8")).join("");
    found = { folder, script: `/l/-/${entry.file}`, style: { text, hash: hashOf(text) } };
    return found;
  }
  return undefined;
}

const hashOf = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
const NO_STYLE = { text: "", hash: hashOf("") };

/** The address of the page's script; undefined before the reader was built. */
export const readerScript = (): string | undefined => built()?.script;

/** The page's whole style, and its hash as a policy names it. */
export const readerStyle = (): { text: string; hash: string } => built()?.style ?? NO_STYLE;

/**
 * The script's own files, with names that change with their content. The worker that takes PDFs apart has a policy
 * of its own: it compiles decoders of pictures, and may ask for nothing but what is under this host.
 */
export function readerFiles(): Hono {
  const app = new Hono();
  app.get(`${FILES_PATH}/*`, async (context) => {
    const name = context.req.path.split(`${FILES_PATH}/`)[1] ?? "";
    const type = TYPES[extname(name)];
    const folder = built()?.folder;
    if (folder === undefined || type === undefined || !PLAIN_NAME.test(name)) return context.notFound();
    const file = join(folder, "assets", name);
    const [bytes, encoding] = await bestOf(file, context.req.header("accept-encoding"));
    if (bytes === undefined) return context.notFound();
    return context.body(bytes, 200, {
      "Content-Type": type,
      "Cache-Control": "public, max-age=31536000, immutable",
      "Content-Security-Policy":
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'",
      "Cross-Origin-Resource-Policy": "same-origin",
      Vary: "Accept-Encoding",
      ...(encoding ? { "Content-Encoding": encoding } : {}),
    });
  });
  return app;
}

/** The build leaves smaller forms beside a file where they are worth it. */
async function bestOf(
  file: string,
  accepted: string | undefined,
): Promise<[Uint8Array<ArrayBuffer> | undefined, string | undefined]> {
  for (const [encoding, ending] of [
    ["br", ".br"],
    ["gzip", ".gz"],
  ] as const) {
    if (!takesEncoding(accepted, encoding)) continue;
    const bytes = await readFile(file + ending).catch(() => undefined);
    if (bytes) return [new Uint8Array(bytes), encoding];
  }
  const bytes = await readFile(file).catch(() => undefined);
  return [bytes && new Uint8Array(bytes), undefined];
}
