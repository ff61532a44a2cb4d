import type { MiddlewareHandler } from "hono";

/** JSON is never a page; the pages set a policy of their own. */
const NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Headers that every answer carries. */
export const safeHeaders: MiddlewareHandler = async (context, next) => {
  await next();
  const { headers } = context.res;
  headers.set("X-Content-Type-Options", "nosniff");
  headers.set("Referrer-Policy", "no-referrer");
  headers.set("X-Frame-Options", "DENY");
  headers.set("Cross-Origin-Opener-Policy", "same-origin");
  if (!headers.has("Content-Security-Policy")) headers.set("Content-Security-Policy", NOTHING);
  if (!headers.has("Cache-Control")) headers.set("Cache-Control", "no-store");
};

/**
 * Any origin may call with a bearer token of its own; there are no cookies to ride on. So the
 * extension needs no permission for the hub's host.
 */
export const openToBearers: MiddlewareHandler = async (context, next) => {
  if (context.req.method === "OPTIONS") {
    return context.body(null, 204, {
      "Access-Control-Allow-Origin": "*",
      "Access-Control-Allow-Methods": "GET, POST, PUT",
      "Access-Control-Allow-Headers": "authorization, content-type, idempotency-key",
      "Access-Control-Max-Age": "7200",
      Allow: "GET, HEAD, POST, PUT, OPTIONS",
    });
  }
  await next();
  context.res.headers.set("Access-Control-Allow-Origin", "*");
  context.res.headers.set("Access-Control-Expose-Headers", "retry-after");
};
