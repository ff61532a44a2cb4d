import { execFile } from "node:child_process";
import { access, constants, readdir, realpath } from "node:fs/promises";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

export interface FoundBrowser {
  path: string;
  /** As the program says it of itself, such as `Chromium 156.0.7204.0`. */
  version: string;
}

/** Why no browser was found: every program that was looked at and did not fit, with the reason. */
export class NoBrowser extends Error {
  readonly refused: readonly string[];
  constructor(what: string, refused: readonly string[]) {
    super([`No ${what} was found.`, ...refused].join("\n  "));
    this.refused = refused;
  }
}

/**
 * A Chromium, or a Chrome for Testing, that loads an unpacked extension from its command line:
 * `LEADSIDE_CHROMIUM` if set, else the first of the usual places.
 * @throws NoBrowser
 */
export async function findChromium(): Promise<FoundBrowser> {
  const set = process.env.LEADSIDE_CHROMIUM;
  const candidates = set ? [set] : [...onPath(CHROMIUM_NAMES), ...(await chromiumPlaces())];
  return firstThatFits("Chromium", candidates, (version) => {
    if (/^(Chromium|Google Chrome for Testing|Chrome for Testing) /.test(version)) return undefined;
    return /^Google Chrome /.test(version)
      ? "branded Chrome refuses to load an extension from its command line since version 137"
      : `it calls itself "${version}"`;
  });
}

/**
 * Firefox: `LEADSIDE_FIREFOX` if set, else firefox-esr or firefox on the path, or where systems put it.
 * @throws NoBrowser
 */
export async function findFirefox(): Promise<FoundBrowser> {
  const set = process.env.LEADSIDE_FIREFOX;
  const candidates = set ? [set] : [...onPath(["firefox-esr", "firefox"]), ...FIREFOX_PLACES];
  return firstThatFits("Firefox", candidates, (version) =>
    version.startsWith("Mozilla Firefox ") ? undefined : `it calls itself "${version}"`,
  );
}

const CHROMIUM_NAMES = ["chromium", "chromium-browser", "chrome-for-testing", "google-chrome", "chrome"];
const TESTING_APP = "Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing";
/** The program inside of a release that a test tool has unpacked, by system. */
const CACHED_PROGRAMS = [
  "chrome-linux64/chrome",
  "chrome-linux/chrome",
  `chrome-mac-arm64/${TESTING_APP}`,
  `chrome-mac-x64/${TESTING_APP}`,
  "chrome-win64/chrome.exe",
];
const FIREFOX_PLACES = [
  "/Applications/Firefox.app/Contents/MacOS/firefox",
  "C:\\Program Files\\Mozilla Firefox\\firefox.exe",
];

function onPath(names: readonly string[]): string[] {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  const ending = process.platform === "win32" ? ".exe" : "";
  return names.flatMap((name) => folders.map((folder) => join(folder, name + ending)));
}

/** Where installers and the usual test tools leave a Chromium. */
async function chromiumPlaces(): Promise<string[]> {
  const caches = [
    join(homedir(), ".cache", "puppeteer", "chrome"),
    join(homedir(), ".cache", "ms-playwright"),
  ];
  const cached = await Promise.all(
    caches.map(async (folder) => {
      const releases = await readdir(folder).catch(() => []);
      return releases
        .sort()
        .reverse()
        .flatMap((release) => CACHED_PROGRAMS.map((program) => join(folder, release, program)));
    }),
  );
  return [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    `/Applications/${TESTING_APP}`,
    join(process.env.LOCALAPPDATA ?? "C:\\", "Chromium\\Application\\chrome.exe"),
    ...cached.flat(),
  ];
}

async function firstThatFits(
  what: string,
  candidates: readonly string[],
  objection: (version: string) => string | undefined,
): Promise<FoundBrowser> {
  const refused: string[] = [];
  const seen = new Set<string>();
  for (const path of candidates) {
    const program = await executable(path);
    if (program === undefined) {
      if (candidates.length === 1) refused.push(`${path}: there is no such program.`);
      continue;
    }
    // One program has many names where /bin is a link to /usr/bin.
    if (seen.has(program)) continue;
    seen.add(program);
    const version = await versionOf(path);
    const reason = version === undefined ? "it does not start" : objection(version);
    if (version !== undefined && reason === undefined) return { path, version };
    refused.push(`${path}: ${reason}.`);
  }
  throw new NoBrowser(what, refused);
}

/** The file that a path leads to, if it may be run. */
async function executable(path: string): Promise<string | undefined> {
  try {
    await access(path, constants.X_OK);
    return await realpath(path);
  } catch {
    return undefined;
  }
}

async function versionOf(path: string): Promise<string | undefined> {
  try {
    const { stdout } = await run(path, ["--version"], { timeout: 20_000 });
    return stdout.trim().split("\n").at(-1);
  } catch {
    return undefined;
  }
}
