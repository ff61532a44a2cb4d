import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { connect, createServer, type Server, type Socket } from "node:net";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import { errorCode, StoreRefused } from "./errors.ts";

/** Holds a folder for this process until released, or until the process dies in whatever way. */
export interface FolderLock {
  /** Tells whoever is refused where this hub can be reached. */
  announce(address: string): void;
  release(): Promise<void>;
}

/*
 * A process id proves nothing in containers, where every hub is number 1, and an age proves nothing at all.
 * So each process that wants the folder listens on a socket in it, under a name of its own, and only then
 * looks at the others: of two that both look, at least one sees the other alive. The kernel closes the
 * socket of a dead process, so a dead holder is known at once.
 */
const SOCKET = /^lock-[0-9a-f]{16}\.sock$/;
/** The system's limit is 104 or 108 bytes with the end mark. */
const LONGEST_PATH = 100;
const ANSWER_WITHIN_MS = 3_000;

const Presence = z.object({
  state: z.enum(["holder", "candidate"]),
  program: z.string(),
  pid: z.int(),
  host: z.string(),
  since: z.string(),
  address: z.string().optional(),
});
type Presence = z.infer<typeof Presence>;
type Other = { name: string; presence: Presence | "silent" };

/**
 * Takes a folder for this process alone.
 * @param folder made if it is not there
 * @throws StoreRefused naming the process that holds it
 */
export async function lockFolder(folder: string, program: string): Promise<FolderLock> {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw cannotLock(folder, error);
  }
  const short = shortPath(realpathSync(folder));
  try {
    for (;;) {
      const lock = await tryLock(folder, short.path, program);
      if (lock) return lock;
      // Several started at once: those that stepped back look again.
      await wait(20 + Math.random() * 60);
    }
  } finally {
    short.remove();
  }
}

/** Undefined when this one has to step back and try again. */
async function tryLock(folder: string, path: string, program: string): Promise<FolderLock | undefined> {
  const name = `lock-${randomBytes(8).toString("hex")}.sock`;
  const presence: Presence = {
    state: "candidate",
    program,
    pid: process.pid,
    host: hostname(),
    since: new Date().toISOString(),
  };
  const server = await listen(join(path, name), () => presence, folder);
  try {
    for (;;) {
      const names = readdirSync(path).filter((file) => SOCKET.test(file) && file !== name);
      const others = await Promise.all(names.map((other) => look(path, other)));
      const alive = others.filter((other) => other !== undefined);
      for (const { presence } of alive) {
        if (presence === "silent" || presence.state === "holder") throw refusal(folder, presence);
      }
      // Looked for last: a holder that has died since may have taken our name for a dead one's.
      if (!existsSync(join(path, name))) break;
      if (alive.length === 0) {
        presence.state = "holder";
        for (const dead of names) rmSync(join(path, dead), { force: true });
        return {
          announce: (address) => {
            presence.address = address;
          },
          release: async () => {
            await close(server);
            // The socket knows its file by the short path, which is gone.
            rmSync(join(folder, name), { force: true });
          },
        };
      }
      // Of those that start at the same moment, the smallest name stays and waits for the others to go.
      if (alive.some((other) => other.name < name)) break;
      await wait(20);
    }
  } catch (error) {
    await close(server);
    throw error;
  }
  await close(server);
  return undefined;
}

async function listen(path: string, presence: () => Presence, folder: string): Promise<Server> {
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.end(JSON.stringify(presence()));
  });
  try {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(path, resolve);
    });
  } catch (error) {
    throw cannotLock(folder, error);
  }
  // The lock alone keeps no process running.
  server.unref();
  return server;
}

function cannotLock(folder: string, error: unknown): StoreRefused {
  return new StoreRefused(
    `The data folder ${folder} cannot be locked (${errorCode(error) ?? String(error)}). ` +
      "Put it on a local disk that this user may write to, or use PostgreSQL (LEADSIDE_DATABASE_URL).",
  );
}

/** Removes the socket's file too. */
function close(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}

/** Undefined: nobody listens there any more. */
function look(path: string, name: string): Promise<Other | undefined> {
  return new Promise((resolve) => {
    let said = "";
    const socket: Socket = connect(join(path, name));
    const finish = (other: Other | undefined) => {
      socket.destroy();
      resolve(other);
    };
    // A process too busy to answer is alive all the same: the kernel connects for it.
    socket.setTimeout(ANSWER_WITHIN_MS, () => finish({ name, presence: "silent" }));
    socket.on("data", (bytes) => {
      said += bytes;
    });
    socket.on("end", () => finish({ name, presence: parsePresence(said) }));
    socket.on("error", (error) => {
      const gone = ["ECONNREFUSED", "ENOENT"].includes(errorCode(error) ?? "");
      finish(gone ? undefined : { name, presence: "silent" });
    });
  });
}

function parsePresence(text: string): Presence | "silent" {
  try {
    return Presence.parse(JSON.parse(text));
  } catch {
    return "silent";
  }
}

function refusal(folder: string, holder: Presence | "silent"): StoreRefused {
  const who =
    holder === "silent"
      ? "by a process that is alive but does not answer"
      : `by ${holder.program}, process ${holder.pid} on ${holder.host}, since ${holder.since}` +
        (holder.address ? `, which answers at ${holder.address}` : "");
  return new StoreRefused(
    `The data folder ${folder} is in use ${who}. The embedded database takes one hub at a time: ` +
      "stop that one first, choose another LEADSIDE_DATA_DIR, or use PostgreSQL (LEADSIDE_DATABASE_URL) for several.",
  );
}

/** A socket's path must be short, so a deep folder is reached through a link, as long as sockets are opened. */
function shortPath(folder: string): { path: string; remove: () => void } {
  if (Buffer.byteLength(folder) + 30 <= LONGEST_PATH) return { path: folder, remove: () => {} };
  const holder = mkdtempSync(join(tmpdir(), "leadside-"));
  const path = join(holder, "d");
  symlinkSync(folder, path);
  return { path, remove: () => rmSync(holder, { recursive: true, force: true }) };
}
