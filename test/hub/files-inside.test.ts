import { expect, test } from "vitest";
import { lookInside } from "../../hub/files/look-inside/look-inside.ts";
import type { Found } from "../../hub/files/look-inside/looked.ts";
import { bombPdf, lockedPdf, pdfOf, pngOf, scriptedPdf } from "../support/sample-files.ts";

async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.byteLength; at += 65_536) yield bytes.subarray(at, at + 65_536);
}
const look = async (type: string, bytes: Uint8Array, limits?: { ms: number; megabytes: number }) =>
  lookInside(type, inPieces(bytes), limits);
const PDF = "application/pdf";

test("5,000 pages are counted and read", async () => {
  const pages = Array.from({ length: 5_000 }, (_, n) => `Page ${n + 1}`);
  const found = (await look(PDF, await pdfOf(pages))) as Found;
  expect(found.pages).toBe(5_000);
  expect(found.texts.at(-1)).toEqual({ page: 5_000, text: "Page 5000" });
  expect(found.picture?.bytes.byteLength).toBeGreaterThan(500);
});

test("a tall page, a wide one and a picture are drawn in bounds", async () => {
  const tall = (await look(PDF, await pdfOf(["Tall"], { width: 100, height: 10_000 }))) as Found;
  expect(tall).toMatchObject({ width: 100, height: 10_000, pages: 1 });
  const picture = (await look("image/png", pngOf(4_000, 3_000))) as Found;
  expect(picture).toMatchObject({ width: 4_000, height: 3_000, pages: null, texts: [] });
  expect(picture.thumbnail?.bytes.byteLength).toBeLessThan(20_000);
});

test("a PDF with scripts is looked at as any other", async () => {
  expect(await look(PDF, scriptedPdf())).toMatchObject({ pages: 1, texts: [] });
});

test.each([
  ["a locked PDF", PDF, lockedPdf, /^This PDF asks for a password before it opens\. Save it without one/],
  ["a broken PDF", PDF, () => new Uint8Array([37, 80, 68, 70, 45]), /^This PDF is damaged/],
  [
    "20,000 by 20,000 pixels",
    "image/png",
    () => pngOf(20_000, 20_000, 100),
    /^This picture has 400 megapixels/,
  ],
  ["a picture that says no size", "image/png", () => new Uint8Array(4), /^This picture is damaged/],
  [
    "a picture with no pixels in it",
    "image/jpeg",
    () => new Uint8Array([255, 216, 255, 217]),
    /^This picture is/,
  ],
])("%s has its sentence", async (_what, type, make, problem) => {
  expect(await look(type, make())).toEqual({ problem: expect.stringMatching(problem) });
});

test("what unpacks to more than there is memory for, or takes too long, ends with a sentence", async () => {
  const problem = expect.stringMatching(/^This file needs more memory or time to be opened/);
  const bomb = await bombPdf(1_500);
  expect(bomb.byteLength).toBeLessThan(50_000);
  expect(await look(PDF, bomb, { ms: 30_000, megabytes: 300 })).toEqual({ problem });
  expect(await look(PDF, bomb, { ms: 50, megabytes: 300 })).toEqual({ problem });
});
