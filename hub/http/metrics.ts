import { isIP } from "node:net";
import { Hono, type MiddlewareHandler } from "hono";
import { routePath } from "hono/route";
import { Gauge, Registry } from "prom-client";
import { type Endpoint, endpoints } from "../../lib/contract/endpoints.ts";
import { may } from "../../lib/contract/permissions.ts";
import type { Hub } from "../hub.ts";
import type { Meter } from "../meter.ts";
import { callerOf } from "./api.ts";
import { ApiError } from "./api-error.ts";
import type { Authenticate } from "./handler.ts";
import { type AsideCounts, countAside, readFigures, type StoreFigures } from "./status.ts";

/** A proxy on this machine connects from loopback too, and says for whom. */
const FORWARDED = ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via"];
const LOOPBACK_NAMES = /^(localhost|127\.0\.0\.1|\[::1\])(:|$)/;

/**
 * `/metrics`, as Prometheus reads it: for a bearer who may operate the hub, and for whoever is on this machine
 * itself. A page in a browser there is not, unless it comes under a name of the machine's own.
 */
export function metricsRoute(hub: Hub, authenticate: Authenticate): Hono {
  const app = new Hono();
  const figures = new Registry();
  const count = figureGauges(hub, figures);
  app.get("/metrics", async (context) => {
    const local = isLocal(context.env, (name) => context.req.header(name), new URL(context.req.url).host);
    const authorization = context.req.header("authorization");
    if (authorization !== undefined || !local) {
      const who = callerOf(await authenticate({ authorization }));
      if (who === "stranger") throw new ApiError("unauthorized", "Send `Authorization: Bearer <token>`.");
      if (!may(who, "operate")) throw new ApiError("forbidden", "This needs the role admin.");
    }
    const { registry } = hub.meter;
    await count();
    const text = `${await registry.metrics()}\n${await figures.metrics()}`;
    return context.body(text, 200, { "Content-Type": registry.contentType });
  });
  app.all("/metrics", (context) => {
    context.header("Allow", "GET, HEAD");
    throw new ApiError("method_not_allowed", "Use GET here.");
  });
  return app;
}

function isLocal(env: unknown, header: (name: string) => string | undefined, host: string): boolean {
  const incoming = (env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming;
  const address = incoming?.socket?.remoteAddress?.replace(/^::ffff:/i, "") ?? "";
  const loopback = address === "::1" || (isIP(address) === 4 && address.startsWith("127."));
  return loopback && LOOPBACK_NAMES.test(host) && FORWARDED.every((name) => header(name) === undefined);
}

/** What a scrape every few seconds need not count anew. */
const ASIDE_EVERY_MS = 60_000;

const FIGURES: Record<string, { help: string; value: (figures: StoreFigures, now: number) => number }> = {
  leadside_rejected_events: {
    help: "Events set aside because they could not be taken, kept now",
    value: ({ aside }) => aside.rejected,
  },
  leadside_conflicting_events: {
    help: "Events set aside because another came under their id, kept now",
    value: ({ aside }) => aside.conflicting,
  },
  leadside_jobs_waiting: { help: "Jobs that are not done", value: ({ jobs }) => jobs.waiting },
  leadside_jobs_failed: { help: "Jobs that were given up", value: ({ jobs }) => jobs.failed },
  leadside_job_overdue_seconds: {
    help: "Since when the oldest job that is due is waiting or at work; 0 if none is",
    value: ({ jobs }, now) =>
      jobs.oldestDueAt === null ? 0 : Math.max(0, now - Date.parse(jobs.oldestDueAt)) / 1000,
  },
  leadside_last_export_timestamp_seconds: {
    help: "When the last whole export was handed out; 0 if none was",
    value: ({ lastExportAt }) => (lastExportAt === null ? 0 : Date.parse(lastExportAt) / 1000),
  },
};

/**
 * What only the database knows is counted when somebody asks; while it is away, those figures are not there.
 * @returns a function that counts
 */
function figureGauges(hub: Hub, registry: Registry): () => Promise<void> {
  const registers = [registry];
  const gauges = Object.entries(FIGURES).map(([name, { help, value }]) => ({
    gauge: new Gauge({ name, help, registers }),
    value,
  }));
  let aside: { at: number; counts: AsideCounts } | undefined;
  const read = async () => {
    const at = hub.now().getTime();
    if (aside === undefined || at - aside.at >= ASIDE_EVERY_MS) {
      aside = { at, counts: await countAside(hub.store) };
    }
    return readFigures(hub.store, aside.counts);
  };
  return async () => {
    const figures = await read().catch(() => undefined);
    for (const { gauge, value } of gauges) {
      if (figures) gauge.set(value(figures, hub.now().getTime()));
      else gauge.remove();
    }
  };
}

const NAMES = new Map(
  Object.entries<Endpoint>(endpoints).map(([name, { method, path }]) => [
    `${method} ${path.replaceAll(/\{(\w+)\}/g, ":$1")}`,
    name,
  ]),
);

/** Counts and times every request, by a name from a closed list: an address that nobody answers is `other`. */
export function measureRequests(meter: Meter): MiddlewareHandler {
  return async (context, next) => {
    const began = performance.now();
    await next();
    const path = routePath(context, -1);
    const name =
      NAMES.get(`${context.req.method} ${path}`) ??
      (/^\/(v1\/|join|metrics|api\/openapi)/.test(path) ? path : "other");
    meter.answered(name, context.res.status, performance.now() - began);
  };
}
