import { expect, it } from "vitest";
import { takesEncoding } from "./takes-encoding.ts";

it.each([
  ["gzip, deflate, br, zstd", true, true],
  ["br;q=1.0, gzip;q=0.8, *;q=0.1", true, true],
  ["GZIP", false, true],
  ["br; q=0, gzip", false, true],
  ["br;q=0.000,gzip;q=0", false, false],
  ["br;q=0.001", true, false],
  ["zebra, x-gzip", false, false],
  ["identity", false, false],
  ["", false, false],
  [undefined, false, false],
])("%j takes Brotli: %s, gzip: %s", (accepted, br, gzip) => {
  expect([takesEncoding(accepted, "br"), takesEncoding(accepted, "gzip")]).toEqual([br, gzip]);
});
