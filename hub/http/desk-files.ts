import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import { type Context, Hono } from "hono";
import { compress } from "hono/compress";
import type { Settings } from "../settings.ts";

/** Built pages lie in `.output` beside the source, and beside the bundle where the hub is one. */
const FOLDER = new URL(import.meta.url.endsWith(".ts") ? "../../.output/desk/" : "./desk/", import.meta.url);

const TYPES: Record<string, string> = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
};
/** Their names change with what is in them. */
const FOR_EVER = "public, max-age=31536000, immutable";

/**
 * The marketers' web app under /desk: its files, and for every other address below its one page, which finds the rest
 * by itself. The page is the same for everybody and says nothing of the team.
 */
export function deskFiles({ linksUrl }: Settings): Hono {
  const app = new Hono();
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    // Thumbnails and posters come from the links' host; a video that is being added is looked at before it is sent.
    `img-src 'self' data: blob: ${linksUrl}`,
    `media-src blob: ${linksUrl}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");

  app.use(compress());
  app.get("/assets/:name{[\\w.-]+}", async (context) => {
    const name = context.req.param("name");
    const type = TYPES[extname(name)];
    const bytes = type && (await readFile(new URL(`assets/${name}`, FOLDER)).catch(() => undefined));
    if (!type || !bytes) return context.notFound();
    return context.body(bytes, 200, {
      "Content-Type": type,
      "Cache-Control": FOR_EVER,
      "Cross-Origin-Resource-Policy": "same-origin",
    });
  });
  app.get("/assets/*", (context) => context.notFound());
  const page = async (context: Context) => {
    const html = await readFile(new URL("index.html", FOLDER)).catch(() => undefined);
    if (!html) return context.text(NOT_BUILT, 503);
    return context.body(html, 200, {
      "Content-Type": "text/html; charset=utf-8",
      "Cache-Control": "no-cache",
      "Content-Security-Policy": policy,
      "Cross-Origin-Resource-Policy": "same-origin",
    });
  };
  app.get("/", page);
  app.get("/*", page);
  return app;
}

const NOT_BUILT =
  "The desk's pages were not built. Run `npm run build`, or start the hub with `npm run hub`, which builds them.\n";
