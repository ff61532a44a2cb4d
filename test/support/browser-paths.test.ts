import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { findChromium, findFirefox } from "./browser-paths.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "leadside-browsers-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
afterEach(() => vi.unstubAllEnvs());

/** A program that says only what version it is. */
async function programSaying(version: string): Promise<string> {
  const path = join(folder, version.replace(/\W/g, "-"));
  await writeFile(path, `#!/bin/sh\necho "${version}"\n`, { mode: 0o755 });
  return path;
}

describe.skipIf(process.platform === "win32")("which program is a browser for tests", () => {
  it.each(["Chromium 156.0.7204.0 built on Debian", "Google Chrome for Testing 141.0.7390.54"])(
    "takes %s",
    async (version) => {
      const path = await programSaying(version);
      vi.stubEnv("LEADSIDE_CHROMIUM", path);
      expect(await findChromium()).toEqual({ path, version });
    },
  );

  it.each([
    ["Google Chrome 150.0.1", "branded Chrome refuses to load an extension"],
    ["Lynx 2.9", 'it calls itself "Lynx 2.9"'],
  ])("refuses %s with its reason", async (version, reason) => {
    vi.stubEnv("LEADSIDE_CHROMIUM", await programSaying(version));
    await expect(findChromium()).rejects.toThrow(reason);
  });

  it("says that a named program is not there, and looks for no other", async () => {
    vi.stubEnv("LEADSIDE_FIREFOX", join(folder, "nowhere"));
    await expect(findFirefox()).rejects.toThrow("nowhere: there is no such program.");
  });

  it("takes Firefox by its own word", async () => {
    const path = await programSaying("Mozilla Firefox 153.0esr");
    vi.stubEnv("LEADSIDE_FIREFOX", path);
    expect((await findFirefox()).path).toBe(path);
  });
});
