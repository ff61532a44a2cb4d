import { z } from "zod";

/*
 * An export is gzip of lines, each of JSON: a header; for each table its name and columns and then one array a
 * row; the sequences; a trailer with counts and the SHA-256 of all bytes before it. Every value is the text that
 * PostgreSQL writes for it, or null. See docs/decisions/0008-backup.md.
 */

/** Rises when a release before could not read the file any more. */
export const FORMAT_VERSION = 1;

export const Header = z.object({
  format: z.literal("leadside-export"),
  version: z.int().positive(),
  release: z.string(),
  /** The newest migration of the database that it was taken from. */
  migration: z.int().positive(),
  hub: z.uuid(),
  engine: z.enum(["pglite", "postgres"]),
  at: z.iso.datetime(),
});
export type Header = z.infer<typeof Header>;

export const TableLine = z.object({ table: z.string().min(1), columns: z.array(z.string().min(1)).min(1) });
export type TableLine = z.infer<typeof TableLine>;

/** The last number that a sequence gave. */
export const SequenceLine = z.object({ sequence: z.string().min(1), last: z.string().regex(/^-?\d{1,19}$/) });
export type SequenceLine = z.infer<typeof SequenceLine>;

export const Trailer = z.object({
  end: z.literal(true),
  /** By table. */
  rows: z.record(z.string(), z.int().nonnegative()),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type Trailer = z.infer<typeof Trailer>;

/** A file that cannot be used as an export; the message says why, in words that follow "This file cannot be used: ". */
export class BadExport extends Error {
  override readonly name = "BadExport";
}
