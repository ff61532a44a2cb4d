import { createCanvas } from "@napi-rs/canvas";
import { PDFDocument, StandardFonts } from "pdf-lib";
import type { Page } from "playwright-core";
import { startReaderScene } from "../e2e/reader-scene.ts";
import { launchChromium } from "../support/chromium.ts";
import { seededRandom } from "../support/seeded-random.ts";
import { number, percentile, type Row, shown, spread } from "./report.ts";

const RUNS = 11;
const PAGES = 12;
/** A slow phone: 1.6 Mbit/s, 150 ms from a request to its answer. */
const SLOW = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 };

/** A prospect's first look at a PDF of 10 MB over a slow line, beside the bare picture of its first page. */
export async function reader(): Promise<Row[]> {
  const scene = await startReaderScene();
  const browser = await launchChromium({ viewport: { width: 390, height: 844 } });
  try {
    const bytes = await largePdf();
    const { link } = await scene.send(await scene.add("Large guide", "large.pdf", bytes));
    const runs: Run[] = [];
    const bare: number[] = [];
    for (let run = -1; run < RUNS; run += 1) {
      const page = await slowPage(browser);
      const measured = await openAndMeasure(page, link);
      await page.close();
      const picture = await slowPage(browser);
      await picture.goto(measured.picture);
      const alone = await picture.evaluate(
        () => (performance.getEntriesByType("navigation")[0] as PerformanceNavigationTiming).responseEnd,
      );
      await picture.close();
      if (run < 0) continue;
      runs.push(measured);
      bare.push(alone);
    }
    const of = (pick: (run: Run) => number) => runs.map(pick);
    const visible = of(({ visibleMs }) => visibleMs);
    const megabytes = number(bytes.byteLength / 1e6);
    return [
      {
        what: `reader: page 1 of a PDF of ${megabytes} MB is visible, 1.6 Mbit/s and 150 ms`,
        ours: shown(spread(visible), "ms"),
        floor: `${shown(spread(bare), "ms")}, its bare picture`,
        result: `p50 ${number(percentile(visible, 0.5))} ms, ${number(percentile(visible, 0.5) / percentile(bare, 0.5))} ×`,
        budget: "< 1,000 ms",
        within: percentile(visible, 0.5) < 1_000,
      },
      {
        what: "reader: its words can be selected and found",
        ours: shown(spread(of(({ wordsMs }) => wordsMs)), "ms"),
        floor: "-",
        result: `after ${number(
          percentile(
            of(({ loaded }) => loaded),
            0.5,
          ) / 1_000,
        )} kB of the file, ${percentile(
          of(({ ranges }) => ranges),
          0.5,
        )} ranges`,
        budget: "shown",
      },
      {
        what: "reader: layout shift until then",
        ours: number(Math.max(...of(({ shift }) => shift))),
        floor: "0",
        result: number(Math.max(...of(({ shift }) => shift))),
        budget: "< 0.01",
        within: Math.max(...of(({ shift }) => shift)) < 0.01,
      },
    ];
  } finally {
    await browser.close();
    await scene.remove();
  }
}

async function slowPage({ context }: Awaited<ReturnType<typeof launchChromium>>): Promise<Page> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  await session.send("Network.emulateNetworkConditions", SLOW);
  return page;
}

interface Run {
  visibleMs: number;
  wordsMs: number;
  shift: number;
  picture: string;
  /** Bytes of the file that had come by then, in so many ranges. */
  loaded: number;
  ranges: number;
}

interface Watched {
  visible: number;
  shift: number;
}

async function openAndMeasure(page: Page, link: string): Promise<Run> {
  let loaded = 0;
  let ranges = 0;
  page.on("response", (answer) => {
    if (!new URL(answer.url()).pathname.endsWith("/file")) return;
    ranges += 1;
    loaded += Number(answer.headers()["content-length"] ?? 0);
  });
  await page.addInitScript(() => {
    const watched = { visible: 0, shift: 0 };
    Object.assign(window, { watched });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { element, renderTime } = entry as PerformanceEntry & { element?: Element; renderTime: number };
        if (element?.id === "first-picture") watched.visible = renderTime;
      }
    }).observe({ type: "largest-contentful-paint", buffered: true });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) watched.shift += (entry as unknown as { value: number }).value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(link, { waitUntil: "commit" });
  await page.locator('.sheet[data-page="1"] .text-layer').waitFor({ timeout: 120_000 });
  return {
    wordsMs: await page.evaluate(() => performance.now()),
    loaded,
    ranges,
    picture: await page.evaluate(() => {
      const [entry] = performance
        .getEntriesByType("resource")
        .filter(({ name }) => new URL(name).pathname.endsWith("/picture"));
      return entry?.name ?? "";
    }),
    ...(await page.evaluate(() => {
      const { visible, shift } = (window as unknown as { watched: Watched }).watched;
      return { visibleMs: visible, shift };
    })),
  };
}

/** As marketing makes them: words, and on every page what compresses as a photograph does. */
async function largePdf(): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  const random = seededRandom(4);
  for (let page = 1; page <= PAGES; page += 1) {
    const picture = await pdf.embedJpg(photograph(random, 1_800, 1_300));
    const sheet = pdf.addPage([595, 842]);
    sheet.drawText(`Large guide, page ${page}`, { x: 60, y: 770, size: 26, font });
    for (let line = 0; line < 18; line += 1) {
      sheet.drawText("What it takes to move a warehouse in six weeks, and who has done it before.", {
        x: 60,
        y: 730 - line * 18,
        size: 12,
        font,
      });
    }
    sheet.drawImage(picture, { x: 60, y: 40, width: 475, height: 343 });
  }
  return pdf.save();
}

/** Shapes of all sizes, and grain over them. */
function photograph(random: () => number, width: number, height: number): Uint8Array {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext("2d");
  for (let shape = 0; shape < 4_000; shape += 1) {
    const colour = `${random() * 360} ${30 + random() * 40}% ${20 + random() * 60}%`;
    context.fillStyle = `hsl(${colour} / ${0.3 + random() * 0.5})`;
    context.beginPath();
    context.arc(random() * width, random() * height, 5 + 300 * random() ** 4, 0, 7);
    context.fill();
  }
  const image = context.getImageData(0, 0, width, height);
  for (let index = 0; index < image.data.length; index += 4) {
    const grain = (random() - 0.5) * 30;
    for (let colour = index; colour < index + 3; colour += 1)
      image.data[colour] = (image.data[colour] ?? 0) + grain;
  }
  context.putImageData(image, 0, 0);
  return canvas.toBuffer("image/jpeg", 90);
}
