import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { createCanvas } from "@napi-rs/canvas";
import type { PDFDocumentProxy, PDFPageProxy } from "pdfjs-dist";
import { picturesOfPage } from "./draw-picture.ts";
import { type Found, type Looked, MOST_HEIGHT_OF_WIDTH, MOST_MEGAPIXELS, PICTURE_WIDTH } from "./looked.ts";

/** Text is searched, not shown: of each page, and of all, so many characters. */
const MOST_OF_PAGE = 20_000;
const MOST_TEXT = 1_500_000;
/** Reading stops here, so that what is drawn first is not lost for what comes last. */
const TEXT_MS = 45_000;

/** Looks at a PDF: its pages, their text, and a picture of the first. Nothing in it is run. */
export async function lookAtPdf(bytes: Uint8Array): Promise<Looked> {
  const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");
  const loading = getDocument({ data: bytes, ...SAFE, ...packageFiles() });
  let document: PDFDocumentProxy;
  try {
    document = await loading.promise;
  } catch (error) {
    return { problem: problemOf(error as Error) };
  }
  try {
    const first = await document.getPage(1);
    const { width, height } = first.getViewport({ scale: 1 });
    // A first page that cannot be drawn is no reason not to send the document.
    const pictures = await draw(first).catch(() => ({ picture: null, thumbnail: null }));
    const pages = document.numPages;
    return { width, height, pages, texts: await readTexts(document), ...pictures };
  } catch (error) {
    return { problem: problemOf(error as Error) };
  } finally {
    await loading.destroy();
  }
}

const SAFE = {
  enableXfa: false,
  useSystemFonts: false,
  disableFontFace: true,
  stopAtErrors: false,
  maxImageSize: MOST_MEGAPIXELS * 1_000_000,
  canvasMaxAreaInBytes: MOST_MEGAPIXELS * 4_000_000,
  useWorkerFetch: false,
  verbosity: 0,
} as const;

/** Fonts that every reader has to bring, and tables for Asian scripts, which the package carries beside its code. */
function packageFiles() {
  const folder = dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"));
  const inside = (name: string) => `${join(folder, name)}/`;
  return {
    standardFontDataUrl: inside("standard_fonts"),
    cMapUrl: inside("cmaps"),
    cMapPacked: true,
    iccUrl: inside("iccs"),
    wasmUrl: pathToFileURL(inside("wasm")).href,
  };
}

function problemOf({ name }: Error): string {
  if (name === "PasswordException")
    return "This PDF asks for a password before it opens. Save it without one, then add it again.";
  return "This PDF is damaged and cannot be opened. Save it as PDF again, then add it again.";
}

async function draw(page: PDFPageProxy): Promise<Pick<Found, "picture" | "thumbnail">> {
  const plain = page.getViewport({ scale: 1 });
  const scale = PICTURE_WIDTH / plain.width;
  const viewport = page.getViewport({ scale });
  const height = Math.ceil(Math.min(viewport.height, viewport.width * MOST_HEIGHT_OF_WIDTH));
  const canvas = createCanvas(Math.ceil(viewport.width), height);
  const context = canvas.getContext("2d");
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  await page.render({ canvas: null, canvasContext: context as never, viewport }).promise;
  return picturesOfPage(canvas);
}

async function readTexts(document: PDFDocumentProxy): Promise<Found["texts"]> {
  const texts: Found["texts"] = [];
  const ends = performance.now() + TEXT_MS;
  let left = MOST_TEXT;
  for (let page = 1; page <= document.numPages && left > 0 && performance.now() < ends; page += 1) {
    const text = (await textOf(document, page)).slice(0, Math.min(left, MOST_OF_PAGE));
    if (text !== "") texts.push({ page, text });
    left -= text.length;
  }
  return texts;
}

async function textOf(document: PDFDocumentProxy, number: number): Promise<string> {
  try {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    page.cleanup();
    const parts = items.map((item) => ("str" in item ? `${item.str}${item.hasEOL ? " " : ""}` : ""));
    // NUL and halves of characters have no place in the database.
    return parts
      .join("")
      .replace(/\0|\p{Surrogate}/gu, "")
      .replace(/\s+/g, " ")
      .trim();
  } catch {
    return "";
  }
}
