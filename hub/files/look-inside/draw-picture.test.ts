import { type Canvas, createCanvas, loadImage } from "@napi-rs/canvas";
import { expect, it } from "vitest";
import { lookAtPicture, picturesOfPage } from "./draw-picture.ts";

it("keeps a page of words as sharp as a telephone shows it", async () => {
  const { picture } = await picturesOfPage(page());
  expect((await loadImage(Buffer.from(picture.bytes))).width).toBe(1_200);
});

it("makes the picture of a page smaller until it comes soon on a slow line", async () => {
  const { picture, thumbnail } = await picturesOfPage(withPhotograph(page()));
  expect(picture.bytes.byteLength, String(picture.bytes.byteLength)).toBeLessThan(70_000);
  expect((await loadImage(Buffer.from(picture.bytes))).width).toBeGreaterThanOrEqual(640);
  expect((await loadImage(Buffer.from(thumbnail.bytes))).width).toBe(320);
});

// Where the corner that is upper left in the pixels stands once the picture is held as the camera was.
it.each([
  [1, "60 × 40", "upper left"],
  [3, "60 × 40", "lower right"],
  [6, "40 × 60", "upper right"],
  [8, "40 × 60", "lower left"],
])("turns a photograph as the camera says: orientation %i is %s, %s", async (orientation, size, corner) => {
  const looked = await lookAtPicture(photographHeld(orientation));
  if ("problem" in looked || looked.picture === null) throw new Error("There is no picture.");
  expect(`${looked.width} × ${looked.height}`).toBe(size);
  expect(await redCorner(Buffer.from(looked.picture.bytes))).toBe(corner);
});

function page(): Canvas {
  const canvas = createCanvas(1_200, 1_697);
  const context = canvas.getContext("2d");
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = "#000000";
  for (let line = 0; line < 20; line += 1) context.fillRect(120, 200 + line * 36, 800 + (line % 3) * 60, 14);
  return canvas;
}

/** Half a page of grain over shapes, which hardly compresses. */
function withPhotograph(canvas: Canvas): Canvas {
  const context = canvas.getContext("2d");
  const half = context.getImageData(0, 0, canvas.width, canvas.height / 2);
  for (let at = 0; at < half.data.length; at += 4) {
    const grain = (Math.imul(at, 2_654_435_761) >>> 26) - 32;
    for (let colour = 0; colour < 3; colour += 1)
      half.data[at + colour] = 128 + grain + 90 * Math.sin((at / 4_800 + colour) / 9);
  }
  context.putImageData(half, 0, canvas.height / 2);
  return canvas;
}

/** A JPEG of 60 × 40 whose upper left quarter is red, with a camera's word on how it was held. */
function photographHeld(orientation: number): Buffer {
  const canvas = createCanvas(60, 40);
  const context = canvas.getContext("2d");
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, 60, 40);
  context.fillStyle = "#ff0000";
  context.fillRect(0, 0, 30, 20);
  const jpeg = canvas.toBuffer("image/jpeg", 95);
  const tiff = [
    0x4d,
    0x4d,
    0,
    42,
    0,
    0,
    0,
    8,
    0,
    1,
    1,
    0x12,
    0,
    3,
    0,
    0,
    0,
    1,
    0,
    orientation,
    0,
    0,
    0,
    0,
    0,
    0,
  ];
  const exif = Buffer.concat([Buffer.from("Exif\0\0", "latin1"), Buffer.from(tiff)]);
  const segment = Buffer.from([0xff, 0xe1, 0, exif.byteLength + 2]);
  return Buffer.concat([jpeg.subarray(0, 2), segment, exif, jpeg.subarray(2)]);
}

async function redCorner(bytes: Buffer): Promise<string> {
  const image = await loadImage(bytes);
  const canvas = createCanvas(image.width, image.height);
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const red = [];
  for (const [row, y] of [
    ["upper", 0.25],
    ["lower", 0.75],
  ] as const) {
    for (const [side, x] of [
      ["left", 0.25],
      ["right", 0.75],
    ] as const) {
      const { data } = context.getImageData(Math.floor(image.width * x), Math.floor(image.height * y), 1, 1);
      if ((data[1] ?? 255) < 80) red.push(`${row} ${side}`);
    }
  }
  return red.join(", ");
}
