import { type ChildProcess, fork } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Looked } from "./looked.ts";

/** What a file may cost. */
export interface Limits {
  ms: number;
  megabytes: number;
}
const LIMITS: Limits = { ms: 90_000, megabytes: 1_200 };
const WATCH_MS = 100;

const TOO_MUCH =
  "This file needs more memory or time to be opened than any page should. Make it simpler, for example by printing it to PDF, then add it again.";

/**
 * Looks into a file in a process of its own, with a limit on its time and memory. It is given nothing of this process's
 * environment, but runs as the same user: SECURITY.md says what that does not keep from it. Whatever the file does, it
 * ends with what was found or with a problem in words.
 * @throws where no process can be started
 */
export async function lookInside(
  type: string,
  bytes: AsyncIterable<Uint8Array>,
  { ms, megabytes }: Limits = LIMITS,
): Promise<Looked> {
  const child = start(type, megabytes);
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const failed = new Promise<never>((_, reject) => child.once("error", reject));
  let looked: Looked | undefined;
  child.once("message", (message) => {
    looked = message as Looked;
  });
  const end = () => child.kill("SIGKILL");
  const timer = setTimeout(end, ms);
  const watch = setInterval(() => {
    void residentMegabytes(child.pid).then((used) => {
      if (used !== undefined && used > megabytes) end();
    });
  }, WATCH_MS);
  try {
    // One that died while it was fed says so by its end.
    const fed = child.stdin && pipeline(Readable.from(bytes), child.stdin).catch(() => {});
    await Promise.race([ended, failed]);
    await fed;
  } finally {
    clearTimeout(timer);
    clearInterval(watch);
    end();
  }
  return looked ?? { problem: TOO_MUCH };
}

function start(type: string, megabytes: number): ChildProcess {
  const isSource = import.meta.url.endsWith(".ts");
  const program = new URL(isSource ? "./process.ts" : "./look-inside.js", import.meta.url);
  const loader = isSource
    ? ["--import", pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href]
    : [];
  return fork(fileURLToPath(program), [type], {
    execArgv: [...loader, `--max-old-space-size=${Math.round(megabytes * 0.75)}`],
    // No address of a database, and no token.
    env: { NODE_ENV: "production" },
    serialization: "advanced",
    stdio: ["pipe", "ignore", "ignore", "ipc"],
  });
}

/** What a process takes of memory, pictures included, which no option of Node's bounds; known on Linux. */
async function residentMegabytes(pid: number | undefined): Promise<number | undefined> {
  try {
    const pages = Number((await readFile(`/proc/${pid}/statm`, "utf8")).split(" ")[1]);
    return (pages * 4096) / 1_048_576;
  } catch {
    return undefined;
  }
}
