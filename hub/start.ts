import { mkdirSync } from "node:fs";
import { createServer, type RequestListener, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { getRequestListener } from "@hono/node-server";
import type { Logger } from "pino";
import { collectDefaultMetrics } from "prom-client";
import { createApp } from "./app.ts";
import { removeDrafts } from "./backup/spool.ts";
import { startHousekeeping } from "./housekeeping.ts";
import type { Hub } from "./hub.ts";
import { startJobs } from "./jobs/start-jobs.ts";
import { createMeter } from "./meter.ts";
import { removeRunFile, writeRunFile } from "./run-file.ts";
import { newToken } from "./secret.ts";
import { BadSetting, localUrl, type Settings, withPort } from "./settings.ts";
import { errorCode } from "./store/errors.ts";
import { lockFolder } from "./store/lock.ts";
import type { Store } from "./store/store.ts";
import { openWhenThere } from "./store/wait.ts";
import { awaitedWorks, works } from "./works.ts";

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

/**
 * A large report over a slow line takes minutes; who is silent for long is let go, and so is who takes long over a
 * request's head. A load balancer in front reuses connections for less than `keepAliveTimeout`.
 */
const TIMEOUTS = { requestTimeout: 600_000, headersTimeout: 10_000, keepAliveTimeout: 65_000 };
const SILENT_MS = 120_000;
/** Longer than any statement may take, and than the rest of an ordinary upload. */
const STOP_WITHIN_MS = 30_000;

/** What whoever starts a hub may be told meanwhile, and how they give it up. */
export interface Starting {
  /** Is told why the hub waits for its database, whenever that changes. */
  waits?: (because: string) => void;
  signal?: AbortSignal;
}

/**
 * Listens, opens and migrates the store, and answers. A database that is away is waited for; meanwhile every
 * request is answered with 503.
 * @throws BadSetting, StoreRefused or CannotListen, each with a sentence fit to be shown; the signal's reason
 */
export async function startHub(
  settings: Settings,
  log: Logger,
  { waits = () => {}, signal = new AbortController().signal }: Starting = {},
): Promise<RunningHub> {
  makeDataFolder(settings.dataDir);
  const lock =
    settings.databaseUrl === undefined ? await lockFolder(settings.dataDir, "Leadside hub") : undefined;
  await removeDrafts(settings.dataDir).catch(() => log.warn("what was left of an export cannot be removed"));
  let notReady: string | undefined = "Leadside is starting.";
  let answer: RequestListener | undefined;
  const server = createServer(TIMEOUTS, (request, response) => {
    // Kept connections are asked to go elsewhere while the hub stops; what came in is still answered.
    if (answer && notReady !== undefined) response.setHeader("Connection", "close");
    if (!answer || (notReady !== undefined && request.url === "/readyz")) unavailable(response, notReady);
    else answer(request, response);
  });
  server.setTimeout(SILENT_MS);
  let store: Store | undefined;
  const close = async () => {
    await closeServer(server);
    await store?.close();
    await lock?.release();
  };
  try {
    // The port comes before the store, which takes seconds to make: a busy one is said at once.
    const port = await listen(server, settings);
    const opened = await openWhenThere(settings, signal, (because) => {
      notReady = "Leadside waits for its database.";
      log.warn({ because }, "waiting for the database");
      waits(because);
    });
    const meter = createMeter();
    store = meter.watch(opened);
    const hub: Hub = {
      store,
      settings: withPort(settings, port),
      log,
      meter,
      now: () => new Date(),
      id: await readHubId(store),
    };
    const token = newToken();
    const app = createApp(hub, settings.adminToken ? [token, settings.adminToken] : [token]);
    collectDefaultMetrics({ register: meter.registry });
    answer = getRequestListener(app.fetch);
    notReady = undefined;
    const address = localUrl(hub.settings);
    writeRunFile(settings.dataDir, { address, token, pid: process.pid });
    lock?.announce(hub.settings.publicUrl);
    const endHousekeeping = startHousekeeping(hub);
    const endJobs = startJobs(hub, works, awaitedWorks);
    const stop = async () => {
      notReady = "Leadside is stopping.";
      removeRunFile(settings.dataDir, token);
      endHousekeeping();
      await Promise.race([endJobs(), wait(STOP_WITHIN_MS, undefined, { ref: false })]);
      await close();
    };
    return { hub, address, token, stop };
  } catch (error) {
    await close();
    throw error;
  }
}

function unavailable(response: ServerResponse, message = ""): void {
  response.writeHead(503, { "Content-Type": "application/json", "Retry-After": "1" });
  response.end(JSON.stringify({ error: { code: "unavailable", message } }));
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
