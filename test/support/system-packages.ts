import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findChromium, findFirefox, NoBrowser } from "./browser-paths.ts";
import { withFileLock } from "./file-lock.ts";
import { runCommand } from "./run-command.ts";

export interface Browsers {
  chromium: string;
  firefox?: string;
}

/** A reason to stop that is meant to be read: printed without a stack. */
export class Unready extends Error {}

const FONTS = ["fonts-inter", "fonts-liberation", "fonts-ipafont-gothic"];

/**
 * Finds the browsers, and on Debian gets those that are missing from its package manager, after
 * saying so.
 * @param wanted whether Firefox is needed too
 * @param say is given each line to be shown
 * @throws Unready with what to install, where it cannot be done from here
 */
export async function ensureBrowsers(
  wanted: { firefox: boolean },
  say: (line: string) => void = console.log,
): Promise<Browsers> {
  const first = await look(wanted.firefox);
  if (first.browsers) return first.browsers;
  // Who names a program wants that one: another in its place would only hide the mistake.
  const named = first.missing.find(({ setting }) => process.env[setting]);
  if (named) throw new Unready(`${named.setting} cannot be used. ${named.error.message}`);

  const packages = first.missing.map(({ name }) => (name === "Chromium" ? "chromium" : "firefox-esr"));
  const asRoot = await rootCommand();
  if (!asRoot || !(await isDebian())) throw new Unready(advice(first.missing));

  say(`This machine has no ${first.missing.map(({ name }) => name).join(" and no ")}.`);
  say(`Installing from Debian, with apt-get: ${[...packages, ...FONTS].join(", ")}`);
  say("This takes a minute or two, depending on the network.");
  // Demo and tests may be started at once: apt-get refuses to run twice, and the second finds it done.
  await withFileLock(join(tmpdir(), "leadside-apt-get.lock"), async () => {
    if ((await look(wanted.firefox)).browsers) return;
    await apt(asRoot, ["update", "-q"]);
    await apt(asRoot, ["install", "-y", "-q", "--no-install-recommends", ...packages, ...FONTS]);
  });
  const second = await look(wanted.firefox);
  if (second.browsers) return second.browsers;
  throw new Unready(advice(second.missing));
}

interface Missing {
  name: "Chromium" | "Firefox";
  /** The environment variable that names a program of this kind. */
  setting: string;
  error: NoBrowser;
}

async function look(firefoxToo: boolean): Promise<{ browsers?: Browsers; missing: Missing[] }> {
  const missing: Missing[] = [];
  const note = (name: Missing["name"]) => (error: unknown) => {
    if (!(error instanceof NoBrowser)) throw error;
    missing.push({ name, setting: `LEADSIDE_${name.toUpperCase()}`, error });
    return undefined;
  };
  const chromium = await findChromium().catch(note("Chromium"));
  const firefox = firefoxToo ? await findFirefox().catch(note("Firefox")) : undefined;
  if (missing.length || !chromium) return { missing };
  return { browsers: { chromium: chromium.path, ...(firefox ? { firefox: firefox.path } : {}) }, missing };
}

/** How to run a program as root: directly, by sudo where it asks nothing, or not at all. */
async function rootCommand(): Promise<string[] | undefined> {
  if (process.getuid?.() === 0) return [];
  const allowed = await runCommand("sudo", ["-n", "true"]).then(
    ({ code }) => code === 0,
    () => false,
  );
  return allowed ? ["sudo", "-n"] : undefined;
}

/** Ubuntu's packages of these names are snaps, which do not start everywhere; so Debian's kin only. */
async function isDebian(): Promise<boolean> {
  const release = await readFile("/etc/os-release", "utf8").catch(() => "");
  const field = (name: string) => new RegExp(`^${name}="?([^"\\n]*)`, "m").exec(release)?.[1] ?? "";
  if (field("ID") === "debian") return true;
  const kin = field("ID_LIKE").split(" ");
  return kin.includes("debian") && !kin.includes("ubuntu") && field("ID") !== "ubuntu";
}

/** Its hundreds of lines are shown only when it fails. */
async function apt(asRoot: string[], args: string[]): Promise<void> {
  const quietly = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=300"];
  const [program = "", ...rest] = [...asRoot, ...quietly, ...args];
  const { code, output } = await runCommand(program, rest);
  if (code === 0) return;
  throw new Unready(
    [
      output.trimEnd(),
      `"apt-get ${args.join(" ")}" ended with ${code}. Mend that, or install these yourself and run this again.`,
    ].join("\n"),
  );
}

function advice(missing: readonly Missing[]): string {
  const steps = missing.map(({ name }) =>
    name === "Chromium"
      ? `Chromium or Chrome for Testing (not branded Chrome, which refuses test extensions):
    Debian:   sudo apt-get install chromium
    others:   npx @puppeteer/browsers install chrome@stable --path ~/.cache/puppeteer
    or set LEADSIDE_CHROMIUM to the program of one that you have.`
      : `Firefox:
    Debian:   sudo apt-get install firefox-esr
    others:   https://www.mozilla.org/firefox/
    or set LEADSIDE_FIREFOX to the program of one that you have.`,
  );
  return [
    ...missing.map(({ error }) => error.message),
    "Please install, then run this again:",
    ...steps,
  ].join("\n");
}
