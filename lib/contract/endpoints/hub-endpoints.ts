import * as hub from "../hub.ts";
import * as job from "../job.ts";
import type { Endpoint } from "./endpoint.ts";

/** Operating the hub. */
export const hubEndpoints = {
  health: {
    method: "GET",
    path: "/healthz",
    needs: "open",
    write: false,
    summary: "The hub is alive",
    reply: hub.HealthReply,
  },
  ready: {
    method: "GET",
    path: "/readyz",
    needs: "open",
    write: false,
    summary: "The store is reachable",
    reply: hub.ReadyReply,
  },
  status: {
    method: "GET",
    path: "/api/status",
    needs: "operate",
    write: false,
    summary: "How the hub is: its release, its store, work that waits, the last backup",
    reply: hub.StatusReply,
  },
  export: {
    method: "GET",
    path: "/api/export",
    needs: "operate",
    write: false,
    summary: "The whole hub as one file, from one snapshot",
    download: "application/gzip",
    reply: hub.ExportReply,
  },
  jobs: {
    method: "GET",
    path: "/api/jobs",
    needs: "operate",
    write: false,
    summary: "Work that waits, runs or was given up",
    reply: job.JobsReply,
  },
  retryJob: {
    method: "POST",
    path: "/api/jobs/retry",
    needs: "operate",
    write: false,
    summary: "Try a job that was given up once more",
    request: job.RetryJobRequest,
    reply: job.RetryJobReply,
  },
} as const satisfies Record<string, Endpoint>;
