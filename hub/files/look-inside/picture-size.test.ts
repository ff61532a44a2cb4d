import { expect, test } from "vitest";
import { pictureSize } from "./picture-size.ts";

const hex = (text: string) => Buffer.from(text.replaceAll(" ", ""), "hex");
const size = { width: 640, height: 480 };

test.each([
  ["PNG", hex("89504e470d0a1a0a 0000000d 49484452 00000280 000001e0 08")],
  ["GIF", hex("474946383961 8002 e001 f7")],
  ["WebP, lossy", Buffer.concat([Buffer.from("RIFFxxxxWEBPVP8 xxxx"), hex("000000 9d012a 8002 e001")])],
  ["WebP, lossless", Buffer.concat([Buffer.from("RIFFxxxxWEBPVP8Lxxxx"), hex("2f 7fc27700")])],
  ["WebP, extended", Buffer.concat([Buffer.from("RIFFxxxxWEBPVP8Xxxxx"), hex("10000000 7f0200 df0100")])],
  ["JPEG", hex("ffd8 ffe0 0004 0000 ff c0 0011 08 01e0 0280")],
  ["JPEG, progressive, behind padding", hex("ffd8 ffff e1 0006 00000000 ff c2 0011 08 01e0 0280")],
])("%s says how large it is", (_what, bytes) => {
  expect(pictureSize(bytes)).toEqual(size);
});

test.each([
  ["nothing", Buffer.alloc(0)],
  ["a PNG of eight bytes", hex("89504e470d0a1a0a")],
  ["a JPEG that ends", hex("ffd8 ffe0 00")],
  ["a JPEG of nonsense", hex("ffd8 00 11 22 33")],
])("%s says nothing", (_what, bytes) => {
  expect(pictureSize(bytes)).toBeUndefined();
});
