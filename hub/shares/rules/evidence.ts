import { z } from "zod";
import { MACHINE_KINDS } from "./agents.ts";

/** What was around a fetch or a view when it was looked at. */
const Around = {
  /** From an address that members use Leadside from. */
  internal: z.boolean().default(false),
  /** Links that the same address opened within two seconds, this one too. */
  burst: z.number().default(1),
  /** Companies whose links the same address opened on the same day, this one too. */
  companies: z.number().default(1),
};

/** What is kept of a request, without its address. */
export const FetchEvidence = z.object({
  method: z.string().default("GET"),
  agent: z.string().default(""),
  /** Only that it was, and what speaks against a person, is kept. */
  limited: z.literal(true).optional(),
  /** The machine that it named; of a limited one, whose user agent is not kept. */
  named: z.object({ kind: z.enum(MACHINE_KINDS), name: z.string() }).optional(),
  /** `Sec-Purpose`, `Purpose` or `X-Moz`: what browsers say that fetch ahead. */
  purpose: z.string().default(""),
  /** Whether it said which languages its reader has, as every browser does. */
  language: z.boolean().default(false),
  /** A page elsewhere: it is sent on, and nothing more is known. */
  elsewhere: z.boolean().default(false),
  ...Around,
});
export type FetchEvidence = z.infer<typeof FetchEvidence>;

/** What an open page told of itself, in totals. */
export const ViewEvidence = z.object({
  scrolled: z.number().default(0),
  pointer: z.number().default(0),
  keys: z.number().default(0),
  touches: z.number().default(0),
  driven: z.boolean().default(false),
  visibleMs: z.number().default(0),
  downloaded: z.boolean().default(false),
  ...Around,
});
export type ViewEvidence = z.infer<typeof ViewEvidence>;
