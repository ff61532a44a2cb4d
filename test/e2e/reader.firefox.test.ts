import { afterAll, beforeAll, expect, it } from "vitest";
import { pdfWithLinks } from "../fixtures/pdf-with-links.ts";
import { type Firefox, launchFirefox } from "../support/firefox.ts";
import { waitForValue } from "../support/wait-for.ts";
import { type ReaderScene, startReaderScene } from "./reader-scene.ts";

let scene: ReaderScene;
let firefox: Firefox;
beforeAll(async () => {
  scene = await startReaderScene();
  firefox = await launchFirefox();
});
afterAll(async () => {
  await firefox?.browser.close();
  await scene?.remove();
});

it("a prospect reads a guide in Firefox: pages, words, search; and a driven browser is no person", async () => {
  const guide = await scene.add("Migration guide", "guide.pdf", await pdfWithLinks());
  const { link, shareId } = await scene.send(guide);
  const page = await firefox.open(link);
  const complaints: string[] = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  await page.waitForSelector('.sheet[data-page="1"] .text-layer');
  const shown = () => page.$eval("#page-number", (field) => (field as HTMLInputElement).value);
  const isShown = (wanted: string) =>
    waitForValue(`page ${wanted} in sight`, async () => ((await shown()) === wanted ? true : undefined));

  await page.keyboard.press("ArrowRight");
  await isShown("2");
  await page.waitForSelector('.sheet[data-page="2"] .text-layer');
  await page.keyboard.down("Control");
  await page.keyboard.press("f");
  await page.keyboard.up("Control");
  await page.keyboard.type("needle");
  await page.waitForSelector('.sheet[data-page="5"] .found[data-current]');
  await isShown("5");
  await page.close();

  const { views } = await scene.views(shareId, (all) => all.views.some(({ what }) => what === "view"));
  expect(views.map(({ classification }) => classification)).not.toContain("person");
  expect(complaints).toEqual([]);
});
