import { mkdirSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import type { Logger } from "pino";
import { createApp } from "./app.ts";
import { startHousekeeping } from "./housekeeping.ts";
import type { Hub } from "./hub.ts";
import { startJobs } from "./jobs/start-jobs.ts";
import { removeRunFile, writeRunFile } from "./run-file.ts";
import { newToken } from "./secret.ts";
import { BadSetting, localUrl, type Settings, withPort } from "./settings.ts";
import { errorCode } from "./store/errors.ts";
import { lockFolder } from "./store/lock.ts";
import { migrate } from "./store/migrate.ts";
import { openStore } from "./store/open.ts";
import type { Store } from "./store/store.ts";
import { works } from "./works.ts";

/** A hub that answers. */
export interface RunningHub {
  hub: Hub;
  /** Where this machine reaches it; the team's address is `hub.settings.publicUrl`. */
  address: string;
  /** A bearer with the admin role for this run. */
  token: string;
  /** Answers what is in flight, then closes the store. */
  stop(): Promise<void>;
}

/** What keeps a hub from starting, in a sentence that names the setting. */
export class CannotListen extends Error {
  override readonly name = "CannotListen";
}

/** A slow or silent client is let go; a load balancer in front reuses connections for less than this. */
const TIMEOUTS = { requestTimeout: 30_000, headersTimeout: 10_000, keepAliveTimeout: 65_000 };
/** Longer than any statement may take. */
const STOP_WITHIN_MS = 20_000;

/**
 * Opens and migrates the store, then listens.
 * @throws BadSetting, StoreRefused, StoreUnavailable or CannotListen, each with a sentence fit to be shown
 */
export async function startHub(settings: Settings, log: Logger): Promise<RunningHub> {
  makeDataFolder(settings.dataDir);
  const lock =
    settings.databaseUrl === undefined ? await lockFolder(settings.dataDir, "Leadside hub") : undefined;
  const server = createServer(TIMEOUTS, answerStarting);
  let store: Store | undefined;
  const close = async () => {
    await closeServer(server);
    await store?.close();
    await lock?.release();
  };
  try {
    // The port comes before the store, which takes seconds to make: a busy one is said at once.
    const port = await listen(server, settings);
    store = await openStore(settings);
    await migrate(store);
    const hub: Hub = {
      store,
      settings: withPort(settings, port),
      log,
      now: () => new Date(),
      id: await readHubId(store),
    };
    const token = newToken();
    const app = createApp(hub, settings.adminToken ? [token, settings.adminToken] : [token]);
    server.off("request", answerStarting);
    server.on("request", getRequestListener(app.fetch));
    const address = localUrl(hub.settings);
    writeRunFile(settings.dataDir, { address, token, pid: process.pid });
    lock?.announce(hub.settings.publicUrl);
    const endHousekeeping = startHousekeeping(hub);
    const endJobs = startJobs(hub, works);
    const stop = async () => {
      endHousekeeping();
      await endJobs();
      removeRunFile(settings.dataDir, token);
      await close();
    };
    return { hub, address, token, stop };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Until the store is open. */
function answerStarting(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(503, { "Content-Type": "application/json", "Retry-After": "1" });
  response.end(JSON.stringify({ error: { code: "unavailable", message: "Leadside is starting." } }));
}

/** The run file lives there on PostgreSQL too. */
function makeDataFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new BadSetting(`LEADSIDE_DATA_DIR ${folder} cannot be made or used (${errorCode(error)}).`);
  }
}

async function readHubId(store: Store): Promise<string> {
  const [row] = await store.query<{ id: string }>("select id from hub");
  if (!row) throw new Error("The database has no row for its hub");
  return row.id;
}

function listen(server: Server, settings: Settings): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error) => reject(new CannotListen(whyNot(error, settings))));
    server.listen(settings.port, settings.host, () => resolve((server.address() as AddressInfo).port));
  });
}

function whyNot(error: Error, { host, port }: Settings): string {
  const code = errorCode(error);
  if (code === "EADDRINUSE") {
    return `Port ${port} on ${host} is in use by another program. Stop it, or choose another LEADSIDE_PORT.`;
  }
  if (code === "EACCES")
    return `This user may not listen on port ${port}. Choose a LEADSIDE_PORT above 1023.`;
  return `LEADSIDE_HOST ${host} cannot be listened on (${code}). Use 127.0.0.1, or an address of this machine.`;
}

/** Connections that are kept for a next request end as soon as they are idle. */
function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const sweep = setInterval(() => server.closeIdleConnections(), 50);
    const patience = setTimeout(() => server.closeAllConnections(), STOP_WITHIN_MS);
    server.close(() => {
      clearInterval(sweep);
      clearTimeout(patience);
      resolve();
    });
  });
}
