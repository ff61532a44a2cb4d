import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { findChromium, findFirefox } from "./browser-paths.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "leadside-browsers-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
afterEach(() => vi.unstubAllEnvs());

/** Where no browser lies in a fixed place outside of the path and home. */
const onLinux = it.runIf(process.platform === "linux");

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

  onLinux("names a program once that lies on the path twice", async () => {
    const places = await mkdtemp(join(folder, "places-"));
    await mkdir(join(places, "usr"));
    await writeFile(join(places, "usr", "google-chrome"), '#!/bin/sh\necho "Google Chrome 150.0.1"\n', {
      mode: 0o755,
    });
    await symlink(join(places, "usr"), join(places, "bin"));
    vi.stubEnv("LEADSIDE_CHROMIUM", "");
    vi.stubEnv("HOME", places);
    vi.stubEnv("PATH", [join(places, "usr"), join(places, "bin")].join(delimiter));
    await expect(findChromium()).rejects.toMatchObject({
      refused: [expect.stringContaining(join(places, "usr", "google-chrome"))],
    });
  });

  onLinux("takes what a test tool left in its cache, the newest first", async () => {
    const home = await mkdtemp(join(folder, "home-"));
    for (const release of ["linux-140.0.1", "linux-141.0.2"]) {
      const at = join(home, ".cache", "puppeteer", "chrome", release, "chrome-linux64");
      await mkdir(at, { recursive: true });
      await writeFile(join(at, "chrome"), `#!/bin/sh\necho "Google Chrome for Testing ${release}"\n`, {
        mode: 0o755,
      });
    }
    vi.stubEnv("LEADSIDE_CHROMIUM", "");
    vi.stubEnv("HOME", home);
    vi.stubEnv("PATH", "");
    expect((await findChromium()).version).toBe("Google Chrome for Testing linux-141.0.2");
  });

  it("takes Firefox by its own word", async () => {
    const path = await programSaying("Mozilla Firefox 153.0esr");
    vi.stubEnv("LEADSIDE_FIREFOX", path);
    expect((await findFirefox()).path).toBe(path);
  });
});
