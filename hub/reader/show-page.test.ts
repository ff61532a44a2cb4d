import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { Hono } from "hono";
import { expect, it } from "vitest";
import { showPage } from "./show-page.ts";

const PAGE = `<!doctype html><title>Größe</title>${"<p>What it takes to move a warehouse.</p>".repeat(100)}`;
const app = new Hono();
app.get("/page", (context) => showPage(context, PAGE, 200));
app.get("/short", (context) => showPage(context, "<!doctype html>", 404));
const ask = (path: string, accepted?: string, method = "GET") =>
  app.request(path, {
    method,
    ...(accepted === undefined ? {} : { headers: { "accept-encoding": accepted } }),
  });

it.each([
  ["gzip, deflate, br", "br", brotliDecompressSync],
  ["gzip, deflate", "gzip", gunzipSync],
  ["identity", null, (bytes: Buffer) => bytes],
  [undefined, null, (bytes: Buffer) => bytes],
])("a page goes out as %j can be read", async (accepted, encoding, unpack) => {
  const answer = await ask("/page", accepted);
  expect(answer.headers.get("content-encoding")).toBe(encoding);
  expect(answer.headers.get("vary")).toBe("Accept-Encoding");
  expect(answer.headers.get("cache-control")).toBe("no-store");
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(unpack(bytes).toString("utf8")).toBe(PAGE);
  if (encoding !== null) expect(bytes.byteLength).toBeLessThan(PAGE.length / 4);
});

it("says of a page what it would be, without it", async () => {
  const answer = await ask("/page", "br", "HEAD");
  expect([answer.status, answer.headers.get("content-encoding"), await answer.text()]).toEqual([
    200,
    "br",
    "",
  ]);
});

it("leaves what is short as it is", async () => {
  const answer = await ask("/short", "br");
  expect([answer.status, answer.headers.get("content-encoding"), await answer.text()]).toEqual([
    404,
    null,
    "<!doctype html>",
  ]);
});
