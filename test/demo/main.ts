import { parseArgs } from "node:util";
import type { Frame } from "playwright-core";
import { type Chromium, launchChromium } from "../support/chromium.ts";
import { panelFrame } from "../support/chromium-panel.ts";
import { connectByInvitation } from "../support/connect.ts";
import { ensureBrowsers, Unready } from "../support/system-packages.ts";
import { cleanUp } from "./clean-up.ts";
import { takeDeskPictures } from "./desk-pictures.ts";
import { neutralFonts } from "./fonts.ts";
import { copyToDocumentation, openAlbum, PICTURES, takePictures } from "./pictures.ts";
import { shownText } from "./shown-text.ts";
import { type Stage, setStage } from "./stage.ts";
import { playStory } from "./story.ts";
import { terminal as openTerminal } from "./terminal.ts";

const terminal = openTerminal();
const undo = cleanUp();

/** Whether a window could be shown. */
function hasDisplay(): boolean {
  if (process.platform !== "linux") return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** `npm run demo`: the main job on sample data, in a window, or as pictures and text where there is none. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      headless: { type: "boolean", default: false },
      // For who keeps the README: also renews the pictures in it.
      docs: { type: "boolean", default: false },
    },
  });
  const headless = values.headless || values.docs || !hasDisplay();

  await ensureBrowsers({ firefox: false }, terminal.line);
  const stage = await setStage(terminal, undo);
  const browser = await openBrowser(stage, headless);

  terminal.line("Connecting the extension by its invitation link");
  const options = await connectByInvitation(browser, stage.invitation, "Sam Whitfield");
  const album = headless ? await openAlbum() : undefined;
  const lead = await playStory(browser, stage, {
    terminal,
    onNews: async (page) => album?.save(page, "tab-closed.png"),
  });

  if (album) {
    terminal.line("Taking pictures");
    const panel = await panelFrame(lead);
    await unfold(panel);
    const text = await shownText(panel);
    await takePictures(album, browser, lead, options);
    const inbox = await takeDeskPictures(album, browser, stage);
    if (values.docs) await copyToDocumentation();
    terminal.line("\nThe panel beside Maya Okafor's lead says:\n");
    for (const line of text) terminal.line(`  │ ${line}`);
    terminal.line("\nThe desk's inbox, where Dana answers, says:\n");
    for (const line of inbox) terminal.line(`  │ ${line}`);
    terminal.line(`\nPictures in ${PICTURES}:\n  ${album.names.join("\n  ")}`);
    return;
  }
  terminal.line("\nMaya Okafor's lead is open, with the panel at its right.");
  terminal.line("Other people are in the list under “Leads”.");
  terminal.line(
    `The desk, where marketing works, opens as Dana Reyes, once, by this link:\n  ${await stage.deskLink()}`,
  );
  terminal.line("Close the window or press Ctrl+C to end.");
  await new Promise<void>((resolve) => browser.context.once("close", () => resolve()));
}

/** What a rep opens to know more: why and how well it works, and what was read, page by page. */
async function unfold(panel: Frame): Promise<void> {
  await panel.getByRole("button", { name: "More about Security overview" }).click();
  await panel.getByRole("button", { name: "page by page" }).click();
  await panel.getByRole("list", { name: "Time of people on each page" }).waitFor();
  // Back to the top, which what was pressed has scrolled away.
  await panel.evaluate(() => {
    for (const element of document.querySelectorAll("*")) element.scrollTop = 0;
  });
}

async function openBrowser({ crm, extensionDir }: Stage, headless: boolean): Promise<Chromium> {
  terminal.line("Opening Chromium with the extension and the stand-in CRM");
  const fonts = await neutralFonts();
  undo.later(fonts.remove);
  const browser = await launchChromium({
    extensionDir,
    headless,
    hosts: Object.fromEntries(crm.hosts.map((host) => [host, crm.port])),
    viewport: headless ? { width: 1440, height: 900 } : null,
    args: headless ? [] : ["--window-size=1440,980"],
    env: fonts.env,
    endOnSignals: false,
  });
  undo.later(() => browser.close());
  return browser;
}

let ending = false;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.once(signal, async () => {
    ending = true;
    terminal.line("\nEnding the demo");
    await undo.run();
    process.exit(0);
  });

try {
  await main();
} catch (error) {
  // What breaks because it is being taken down is no failure.
  if (!ending) {
    process.exitCode = 1;
    explain(error);
  }
} finally {
  if (!ending) await undo.run();
}

function explain(error: unknown): void {
  if (error instanceof Unready) {
    terminal.line(error.message);
    return;
  }
  const message = error instanceof Error ? error.message : String(error);
  if (/XServer|Missing X server|ozone_platform/.test(message)) {
    terminal.line("\nThe display that DISPLAY or WAYLAND_DISPLAY names takes no window.");
    terminal.line("For pictures instead: npm run demo -- --headless");
    return;
  }
  terminal.line(`\nThe demo could not go on: ${message}`);
  terminal.line("Try it once more. If it stays so, please report it with the lines above.");
}
