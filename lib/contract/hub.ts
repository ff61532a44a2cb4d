import { z } from "zod";
import { Uuid } from "./primitives.ts";

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
});

/** The answer is a file: see `download`. */
export const ExportReply = z.object({});
