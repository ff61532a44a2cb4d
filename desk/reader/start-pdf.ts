import * as pdfjs from "pdfjs-dist/legacy/build/pdf.mjs";
import workerUrl from "pdfjs-dist/legacy/build/pdf.worker.min.mjs?url";
import { element } from "../../components/reader/element.ts";
import { findBar } from "../../components/reader/find-bar.ts";
import { listenToKeys } from "../../components/reader/keyboard.ts";
import { showCannot, showNotice } from "../../components/reader/notice-line.ts";
import { pageJump } from "../../components/reader/page-jump.ts";
import { pageThumbs } from "../../components/reader/page-thumbs.ts";
import { pdfSheets } from "../../components/reader/pdf-sheets.ts";
import type { PageText } from "../../components/reader/text-layer.ts";
import { zoomControls } from "../../components/reader/zoom.ts";
import { FileGone, type RangeSource, rangeSource } from "../../lib/reader/range-source.ts";

/** What pdf.js takes from beside itself: tables of signs, fonts, decoders of pictures. */
const BESIDE = `/l/-/assets/pdfjs-${pdfjs.version}`;
/** One picture with more than this is a trap rather than a page. */
const MOST_IMAGE_PIXELS = 100_000_000;
const CHUNK_BYTES = 65_536;

/** Asks for the parts of the file that pdf.js wants, and for no others. */
class Ranges extends pdfjs.PDFDataRangeTransport {
  readonly #source: RangeSource;
  readonly #failed: (error: unknown) => void;

  constructor(bytes: number, source: RangeSource, failed: (error: unknown) => void) {
    super(bytes, null);
    this.#source = source;
    this.#failed = failed;
  }

  override requestDataRange(begin: number, end: number): void {
    this.#source.read(begin, end).then((bytes) => this.onDataRange(begin, bytes), this.#failed);
  }

  override abort(): void {
    this.#source.stop();
  }
}

/** Shows the PDF. @returns the page that is in sight; undefined where it cannot be shown, which it has said */
export async function startPdf(
  file: string,
  bytes: number,
  stage: HTMLElement,
): Promise<(() => number | null) | undefined> {
  const source = rangeSource(file, (waiting) =>
    showNotice(
      waiting
        ? {
            text: "The connection is gone. What is here can be read; the rest comes when it is back.",
            next: { label: "Try now", does: () => source.tryNow() },
          }
        : undefined,
    ),
  );
  const failed = (error: unknown) => {
    if (!(error instanceof FileGone)) return;
    showNotice({
      text: error.replaced
        ? "This was replaced by a newer version while you read."
        : "This cannot be loaded any more: the link was withdrawn or has expired.",
      next: { label: "Load it again", does: () => location.reload() },
    });
  };
  pdfjs.GlobalWorkerOptions.workerSrc = workerUrl;
  const task = pdfjs.getDocument({
    range: new Ranges(bytes, source, failed),
    rangeChunkSize: CHUNK_BYTES,
    disableAutoFetch: true,
    disableStream: true,
    isEvalSupported: false,
    enableXfa: false,
    maxImageSize: MOST_IMAGE_PIXELS,
    cMapUrl: `${BESIDE}/cmaps/`,
    standardFontDataUrl: `${BESIDE}/standard_fonts/`,
    wasmUrl: `${BESIDE}/wasm/`,
    iccUrl: `${BESIDE}/iccs/`,
    verbosity: pdfjs.VerbosityLevel.ERRORS,
  });
  const pdf = await task.promise.catch((error: unknown) => {
    const locked = error instanceof Error && error.name === "PasswordException";
    showCannot(
      locked ? "This PDF asks for a password, which cannot be given here." : "This PDF cannot be shown here.",
    );
  });
  if (!pdf) return undefined;

  const texts = new Map<number, Promise<PageText>>();
  const textOf = (page: number) => {
    const known = texts.get(page);
    if (known) return known;
    const asked = pdf.getPage(page).then((proxy) => proxy.getTextContent());
    texts.set(page, asked);
    return asked;
  };
  const sheets = pdfSheets(
    stage,
    element("sheets"),
    { pdfjs, pdf, textOf },
    {
      drawn: (sheet) => {
        sheet.element.dataset.drawn = "";
        find.drawn(sheet);
        thumbs?.drawn(sheet);
      },
      broken: (sheet) => {
        sheet.element.dataset.broken = "";
        sheet.element.ariaLabel = `Page ${sheet.page}: it cannot be shown`;
      },
      moved: (page) => {
        jump.show(page);
        thumbs?.show(page);
      },
    },
  );
  const find = findBar(sheets, textOf, stage);
  const jump = pageJump(sheets.count, sheets.goTo);
  const rail = document.getElementById("thumbs");
  const thumbs = rail && sheets.count > 1 ? pageThumbs(rail, pdf, sheets) : undefined;
  const zoom = zoomControls(stage, sheets.resized);
  listenToKeys({ stage, zoom, find, turn: (by) => sheets.goTo((sheets.inSight() ?? 1) + by) });

  new ResizeObserver(sheets.resized).observe(stage);
  window.visualViewport?.addEventListener("resize", sheets.resized);
  void pdf.getMetadata().then(
    ({ info }) => {
      const language = (info as { Language?: unknown }).Language;
      if (typeof language === "string" && /^[a-z]{2,3}(-[\w-]+)?$/i.test(language))
        element("sheets").lang = language;
    },
    () => {},
  );
  return sheets.inSight;
}
