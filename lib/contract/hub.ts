import { z } from "zod";
import { Instant, Uuid } from "./primitives.ts";

/** Comes with every reply under `/api` and with `/healthz`. */
export const Envelope = z.object({
  hubId: Uuid,
  contract: z.int().positive(),
  minContract: z.int().positive(),
});
export type Envelope = z.infer<typeof Envelope>;

export const HealthReply = z.object({ ok: z.literal(true), release: z.string() });

export const ReadyReply = z.object({
  ready: z.boolean(),
  store: z.object({
    engine: z.enum(["pglite", "postgres"]),
    /** False for PGlite: it survives a kill, not a power cut. */
    survivesPowerCut: z.boolean(),
    note: z.string().optional(),
  }),
  /** What it cannot do at the moment, though it answers: such as to keep anything, on a full disk. */
  problem: z.string().optional(),
});

/** For who runs the hub. */
export const StatusReply = z.object({
  release: z.string(),
  startedAt: Instant,
  engine: z.enum(["pglite", "postgres"]),
  /** The number of the newest migration of the database. */
  migration: z.int(),
  jobs: z.object({
    waiting: z.int(),
    failed: z.int(),
    /** When the oldest that is due, waiting or at work, became due. */
    oldestDueAt: Instant.nullable(),
  }),
  /** What was set aside and nobody has dealt with. */
  aside: z.object({ rejected: z.int(), conflicting: z.int() }),
  /** When the last whole export was handed out. */
  lastExportAt: Instant.nullable(),
  problem: z.string().optional(),
});
export type Status = z.infer<typeof StatusReply>;

/** The answer is a file: see `download`. */
export const ExportReply = z.object({});
