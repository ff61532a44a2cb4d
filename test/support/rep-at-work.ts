import type { Page } from "playwright-core";
import { afterAll, beforeAll, inject } from "vitest";
import { recordPath } from "../standins/crm/client/address.ts";
import { inviteLink } from "./call-hub.ts";
import { type Chromium, type ChromiumOptions, launchChromium } from "./chromium.ts";
import { connectByInvitation } from "./connect.ts";
import type { CastName, Scene } from "./scene.ts";

/** A rep's browser: connected, unless a test wants to see it before. */
export interface RepAtWork {
  browser: Chromium;
  /** The path of somebody's record page. */
  pathOf(name: CastName): string;
  /** A new tab on somebody's record. */
  openRecord(name: CastName, org?: string): Promise<Page>;
  /** Goes there inside the page, as a click on a link does. */
  go(page: Page, path: string): Promise<void>;
}

/** Starts the rep's browser before a file's journeys and closes it after them. Call after `prepareScene`. */
export function repAtWork(
  scene: () => Scene,
  options: ChromiumOptions & { connect?: boolean; hosts?: Record<string, number> } = {},
): () => RepAtWork {
  let browser: Chromium | undefined;
  beforeAll(async () => {
    const { crm, hub } = scene();
    browser = await launchChromium({
      extensionDir: inject("extensionDir"),
      ...options,
      hosts: { ...Object.fromEntries(crm.hosts.map((host) => [host, crm.port])), ...options.hosts },
    });
    if (options.connect === false) return;
    const settings = await connectByInvitation(
      browser,
      await inviteLink(hub, "sam@acme.example"),
      "Sam Whitfield",
    );
    await settings.close();
  });
  afterAll(() => browser?.close());
  const pathOf = (name: CastName) => {
    const { record } = scene().person(name);
    return recordPath(record.object, record.id);
  };
  return () => {
    if (!browser) throw new Error("The rep is at work from the first journey on, not while its file loads.");
    const at = browser;
    return {
      browser: at,
      pathOf,
      openRecord: (name, org = "acme") => at.open(`https://${org}.lightning.force.com${pathOf(name)}`),
      go: (page, path) => page.evaluate((to) => window.standin.go(to), path),
    };
  };
}
