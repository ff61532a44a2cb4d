import { expect, test } from "vitest";
import { mp4Of, pdfOf, pngOf } from "../../test/support/sample-files.ts";
import { checkWhole } from "./check-whole.ts";
import type { TakenType } from "./judge-type.ts";

const latin = (text: string) => new Uint8Array(Buffer.from(text, "latin1"));
const check = (type: TakenType, bytes: Uint8Array) =>
  checkWhole(type, bytes.byteLength, async (from, length) =>
    Buffer.from(bytes.subarray(from, from + length)),
  );
const box = (size: number, name: string) =>
  `\0\0\0${String.fromCharCode(size)}${name}${"x".repeat(size - 8)}`;
const webm = (size: string, rest: number) =>
  latin(`\x1a\x45\xdf\xa3\x84aaaa\x18\x53\x80\x67${size}${"x".repeat(rest)}`);

const whole: [string, TakenType, () => Uint8Array | Promise<Uint8Array>][] = [
  ["a PDF", "application/pdf", () => pdfOf(["a"])],
  ["a PNG", "image/png", () => pngOf(3, 3)],
  ["an MP4", "video/mp4", () => mp4Of(5_000)],
  ["an MP4 whose last box goes to the end", "video/mp4", () => latin(`${box(8, "moov")}\0\0\0\0mdatxxx`)],
  [
    "an MP4 with a long box",
    "video/mp4",
    () => latin(`${box(9, "moov")}\0\0\0\x01mdat\0\0\0\0\0\0\0\x14xxxx`),
  ],
  ["a WebM", "video/webm", () => webm("\x90", 16)],
  ["a WebM of a recording", "video/webm", () => webm("\x01\xff\xff\xff\xff\xff\xff\xff", 16)],
  ["a WebP", "image/webp", () => latin("RIFF\x0c\0\0\0WEBPVP8 xxxx")],
];
test.each(whole)("%s is whole", async (_what, type, make) => {
  expect(await check(type, await make())).toBeUndefined();
});

test.each(whole.filter(([what]) => !/end|recording/.test(what)))(
  "%s cut short is not",
  async (_what, type, make) => {
    const bytes = await make();
    expect(await check(type, bytes.slice(0, bytes.byteLength - Math.min(40, bytes.byteLength / 4)))).toMatch(
      /is not whole: its end is missing/,
    );
  },
);

test("a video with no index, or with boxes of no size, is none", async () => {
  expect(await check("video/mp4", latin(box(20, "mdat")))).toMatch(/not whole/);
  expect(await check("video/mp4", latin(`${box(8, "moov")}\0\0\0\x03free`))).toMatch(/damaged/);
});
