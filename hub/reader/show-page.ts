import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Context } from "hono";
import { readerPolicy } from "./page.ts";
import { takesEncoding } from "./takes-encoding.ts";

/** A page of this size comes in one packet as it is. */
const SMALL = 1_000;

/**
 * Every page under a link: kept nowhere, found by no search. It goes out compressed, so that on a slow line the picture
 * that it names is asked for at once; it repeats nothing that was asked, so that its length betrays nothing.
 */
export function showPage(
  context: Context,
  page: string,
  status: 200 | 404 | 409 | 410 | 429 | 503,
): Response {
  context.header("Content-Security-Policy", readerPolicy());
  context.header("Cache-Control", "no-store");
  context.header("X-Robots-Tag", "noindex, nofollow");
  context.header("Vary", "Accept-Encoding");
  const [bytes, encoding] = compressed(Buffer.from(page), context.req.header("accept-encoding"));
  if (encoding !== undefined) context.header("Content-Encoding", encoding);
  context.header("Content-Type", "text/html; charset=UTF-8");
  return context.body(new Uint8Array(bytes), status);
}

function compressed(page: Buffer, accepted: string | undefined): [Buffer, string | undefined] {
  if (page.byteLength < SMALL) return [page, undefined];
  if (takesEncoding(accepted, "br")) {
    return [brotliCompressSync(page, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }), "br"];
  }
  return takesEncoding(accepted, "gzip") ? [gzipSync(page), "gzip"] : [page, undefined];
}
