import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { findChromium, findFirefox, NoBrowser } from "./browser-paths.ts";

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
  await apt(asRoot, ["update", "-q"]);
  await apt(asRoot, ["install", "-y", "-q", "--no-install-recommends", ...packages, ...FONTS]);
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
  const sudo = ["sudo", "-n"];
  return (await exitCode([...sudo, "true"], "ignore")) === 0 ? sudo : undefined;
}

/** Ubuntu's packages of these names are snaps, which do not start everywhere; so Debian's kin only. */
async function isDebian(): Promise<boolean> {
  const release = await readFile("/etc/os-release", "utf8").catch(() => "");
  const field = (name: string) => new RegExp(`^${name}="?([^"\\n]*)`, "m").exec(release)?.[1] ?? "";
  if (field("ID") === "debian") return true;
  const kin = field("ID_LIKE").split(" ");
  return kin.includes("debian") && !kin.includes("ubuntu") && field("ID") !== "ubuntu";
}

async function apt(asRoot: string[], args: string[]): Promise<void> {
  const command = [...asRoot, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", ...args];
  const code = await exitCode(command, "inherit");
  if (code !== 0)
    throw new Unready(
      `"apt-get ${args.join(" ")}" ended with ${code}. Mend that, or install the browsers yourself.`,
    );
}

function exitCode([program = "", ...args]: string[], stdio: "ignore" | "inherit"): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio });
    child.once("error", () => resolve(127));
    child.once("exit", (code) => resolve(code ?? 1));
  });
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
