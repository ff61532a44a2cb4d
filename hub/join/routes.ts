import { readFileSync } from "node:fs";
import { Hono } from "hono";

const CONTENT_SECURITY_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Address and file; the build puts the folder beside the bundle. */
const FILES = {
  "/": { file: "join.html", type: "text/html; charset=utf-8" },
  "/join.css": { file: "join.css", type: "text/css; charset=utf-8" },
  "/join.js": { file: "join.js", type: "text/javascript; charset=utf-8" },
  "/icon.svg": { file: "icon.svg", type: "image/svg+xml" },
};

/**
 * The page that an invitation's link opens: it shows the link and says what to do with it. It never learns
 * the code, which stands after the #, so opening or scanning the link uses nothing up.
 */
export function joinPage(): Hono {
  const app = new Hono();
  for (const [path, { file, type }] of Object.entries(FILES)) {
    const content = readFileSync(new URL(`./page/${file}`, import.meta.url), "utf8");
    app.get(path, (context) =>
      context.body(content, 200, {
        "Content-Type": type,
        "Content-Security-Policy": CONTENT_SECURITY_POLICY,
        "Cache-Control": "no-cache",
        "Cross-Origin-Resource-Policy": "same-origin",
      }),
    );
  }
  return app;
}
