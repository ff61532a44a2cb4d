import { type ChildProcess, spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BUILT_HUB, builtHub } from "./built-hub.ts";
import { prepareEmbedded } from "./embedded-folder.ts";
import { ROOT } from "./root.ts";
import { ensurePages } from "./web-build.ts";

export interface HubOptions {
  /** Absent: the embedded store in the data folder. */
  databaseUrl?: string;
  /** Used as it is and kept, if given; else a temporary one with an embedded database in it, which `remove` removes. */
  dataDir?: string;
  /** Further settings of the hub, by their environment names. */
  env?: Readonly<Record<string, string>>;
  /** What to start, from the project's folder. Absent: in a run of tests the built hub, else its source. */
  entry?: string;
  /** Is given the process as soon as there is one. */
  onSpawn?: (child: ChildProcess) => void;
}

/** A hub as users run it: a process of its own. */
export interface HubProcess {
  /** `http://127.0.0.1:<port>`; the same port again after `start`. */
  readonly url: string;
  /** A bearer with the admin role, of this run. */
  readonly adminToken: string;
  readonly dataDir: string;
  /** What it has printed so far. */
  output(): string;
  /** Asks it to end, as a service manager does, and waits. The data folder stays until `remove`. */
  stop(): Promise<void>;
  /** Ends it with SIGKILL, as a crash does, and waits. */
  kill(): Promise<void>;
  /** Starts it again on the same port and folder, after `stop` or `kill`. */
  start(env?: Readonly<Record<string, string>>): Promise<void>;
  /** Stops it if it runs, and removes its data folder if that was temporary. */
  remove(): Promise<void>;
}

const START_WITHIN_MS = 60_000;

/**
 * Starts a hub on a free port of loopback and waits until its store is ready.
 * @throws with what it printed, when it ends or does not get ready
 */
export async function startHub(options: HubOptions = {}): Promise<HubProcess> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), "leadside-hub-")));
  if (!options.dataDir && !options.databaseUrl) await prepareEmbedded(dataDir);
  const entry = options.entry ?? (process.env[BUILT_HUB] ? (await builtHub()).main : "hub/main.ts");
  let run = await startOnce(dataDir, "0", { ...options, entry }, {});
  const port = new URL(run.url).port;
  const end = async (signal: NodeJS.Signals) => {
    if (run.child.exitCode !== null || run.child.signalCode !== null) return;
    const ended = new Promise<void>((resolve) => run.child.once("exit", () => resolve()));
    run.child.kill(signal);
    await ended;
  };
  return {
    dataDir,
    get url() {
      return run.url;
    },
    get adminToken() {
      return run.adminToken;
    },
    output: () => run.output(),
    stop: () => end("SIGTERM"),
    kill: () => end("SIGKILL"),
    async start(env = {}) {
      run = await startOnce(dataDir, port, { ...options, entry }, env);
    },
    async remove() {
      await end("SIGTERM");
      if (!options.dataDir) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

interface Run {
  child: ChildProcess;
  url: string;
  adminToken: string;
  output(): string;
}

async function startOnce(
  dataDir: string,
  port: string,
  { databaseUrl, dataDir: kept, env, entry, onSpawn }: HubOptions & { entry: string },
  more: Readonly<Record<string, string>>,
): Promise<Run> {
  // A built hub has its pages beside it.
  if (entry.endsWith(".ts")) await ensurePages();
  const temporary = kept === undefined;
  const loader = entry.endsWith(".ts") ? ["--import", "tsx"] : [];
  const child = spawn(process.execPath, [...loader, entry], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...withoutSettings(process.env),
      LEADSIDE_DATA_DIR: dataDir,
      LEADSIDE_PORT: port,
      ...(databaseUrl ? { LEADSIDE_DATABASE_URL: databaseUrl } : {}),
      ...env,
      ...more,
    },
  });
  onSpawn?.(child);
  // A test process that dies takes its hub along.
  const orphan = () => {
    child.kill("SIGKILL");
    if (temporary) rmSync(dataDir, { recursive: true, force: true });
  };
  process.once("exit", orphan);
  child.once("exit", () => process.off("exit", orphan));
  let printed = "";
  const keep = (chunk: Buffer) => {
    printed += chunk;
  };
  child.stdout?.on("data", keep);
  child.stderr?.on("data", keep);

  const end = Date.now() + START_WITHIN_MS;
  while (Date.now() < end) {
    if (child.exitCode !== null) throw new Error(`The hub ended at its start:\n${printed}`);
    const said = await ready(dataDir, child.pid);
    if (said) return { child, ...said, output: () => printed };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  child.kill("SIGKILL");
  throw new Error(`The hub did not get ready within ${START_WITHIN_MS / 1000} s:\n${printed}`);
}

/** A hub of a test or demo must never meet the database that this machine's own hub uses. */
function withoutSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith("LEADSIDE_")));
}

/** Its address and token, once it has left them in its folder and says that it is ready. */
async function ready(
  dataDir: string,
  pid: number | undefined,
): Promise<{ url: string; adminToken: string } | undefined> {
  const file = await readFile(join(dataDir, "hub.json"), "utf8").catch(() => undefined);
  if (!file) return undefined;
  const said: { address: string; token: string; pid: number } = JSON.parse(file);
  if (said.pid !== pid) return undefined;
  const answer = await fetch(`${said.address}/readyz`).catch(() => undefined);
  return answer?.ok ? { url: said.address, adminToken: said.token } : undefined;
}
