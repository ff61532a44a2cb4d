import { type Canvas, createCanvas, loadImage } from "@napi-rs/canvas";
import {
  type Looked,
  type MadePicture,
  MOST_HEIGHT_OF_WIDTH,
  MOST_MEGAPIXELS,
  PICTURE_WIDTH,
  THUMBNAIL_WIDTH,
} from "./looked.ts";
import { pictureSize } from "./picture-size.ts";

/** Pixels, and of 100. */
interface Step {
  width: number;
  quality: number;
}
const PICTURE: Step = { width: PICTURE_WIDTH, quality: 72 };
const THUMBNAIL: Step = { width: THUMBNAIL_WIDTH, quality: 70 };
/** A page is drawn sharply once the rest of its file is there: until then it may be coarse, but must be there soon. */
const MOST_OF_PAGE = 70_000;
const COARSER: Step[] = [
  { width: PICTURE_WIDTH, quality: 50 },
  { width: 960, quality: 50 },
  { width: 800, quality: 48 },
  { width: 800, quality: 30 },
  { width: 640, quality: 30 },
];

/** Looks at a picture: its size, and smaller ones of it. */
export async function lookAtPicture(bytes: Buffer): Promise<Looked> {
  const said = pictureSize(bytes);
  if (said === undefined || said.width === 0 || said.height === 0) return { problem: DAMAGED };
  const megapixels = (said.width * said.height) / 1_000_000;
  if (megapixels > MOST_MEGAPIXELS) {
    const many = Math.round(megapixels).toLocaleString("en");
    return {
      problem: `This picture has ${many} megapixels, and ${MOST_MEGAPIXELS} is the most. Save it smaller and add it again.`,
    };
  }
  const image = await loadImage(bytes).catch(() => undefined);
  if (image === undefined || image.width === 0) return { problem: DAMAGED };
  const { width, height } = image;
  const canvas = createCanvas(width, height);
  canvas.getContext("2d").drawImage(image, 0, 0);
  return { width, height, pages: null, texts: [], ...(await picturesOf(canvas)) };
}

const DAMAGED = "This picture is damaged and cannot be shown. Save it again, then add it again.";

interface Pictures {
  picture: MadePicture;
  thumbnail: MadePicture;
}

/** The two pictures that are kept of something drawn. */
async function picturesOf(drawn: Canvas): Promise<Pictures> {
  return { picture: await encoded(drawn, PICTURE), thumbnail: await encoded(drawn, THUMBNAIL) };
}

/** The same of a document's first page, whose picture a prospect on a slow line waits for: 70 kB, or the coarsest. */
export async function picturesOfPage(drawn: Canvas): Promise<Pictures> {
  const pictures = await picturesOf(drawn);
  for (const step of COARSER) {
    if (pictures.picture.bytes.byteLength <= MOST_OF_PAGE) break;
    pictures.picture = await encoded(drawn, step);
  }
  return pictures;
}

async function encoded(drawn: Canvas, { width, quality }: Step): Promise<MadePicture> {
  return { bytes: await scaled(drawn, width).encode("webp", quality), type: "image/webp" };
}

/** At most so wide; of what is very tall the upper part. Halved step by step, since one large step looks jagged. */
function scaled(drawn: Canvas, most: number): Canvas {
  const height = Math.min(drawn.height, Math.ceil(drawn.width * MOST_HEIGHT_OF_WIDTH));
  let from = drawn;
  let size = { width: drawn.width, height };
  while (size.width > most) {
    const width = Math.max(most, Math.ceil(size.width / 2));
    const next = { width, height: Math.max(1, Math.round((size.height * width) / size.width)) };
    const canvas = createCanvas(next.width, next.height);
    const context = canvas.getContext("2d");
    context.imageSmoothingEnabled = true;
    context.imageSmoothingQuality = "high";
    context.drawImage(from, 0, 0, size.width, size.height, 0, 0, next.width, next.height);
    from = canvas;
    size = next;
  }
  if (from !== drawn || height === drawn.height) return from;
  const cut = createCanvas(drawn.width, height);
  cut.getContext("2d").drawImage(drawn, 0, 0);
  return cut;
}
