import { z } from "zod";
import { Cursor, Instant, openEnum, Uuid } from "./primitives.ts";
import { Org } from "./record.ts";

/** What a column of a CRM report can say of a person. */
export const IMPORT_FIELDS = [
  "recordId",
  "email",
  "name",
  "firstName",
  "lastName",
  "title",
  "company",
  "status",
  "stage",
  "owner",
] as const;
export const ImportField = z.enum(IMPORT_FIELDS);
export type ImportField = z.infer<typeof ImportField>;

/** How a file was understood: one entry a column, in its order. `field` null: not taken. */
export const ImportColumn = z.object({
  label: z.string(),
  field: openEnum(IMPORT_FIELDS).nullable(),
  /** `label`: known by its name; `map`: as the importer said. */
  by: openEnum(["label", "map"]).nullable(),
});

/** In the query; the CSV is the body, at most 64 MB, in UTF-8, UTF-16 or Windows-1252. */
export const ImportRequest = z.object({
  /** Only says how the file would be understood, and keeps nothing. */
  preview: z
    .enum(["", "1", "true"])
    .transform(() => true)
    .optional(),
  /** Whose record ids they are. Absent: any org's but a sandbox's. */
  org: Org.optional(),
  /** For columns whose label is not known: `Label=field`, one a line. An empty field leaves the column out. */
  map: z.string().max(8_000).optional(),
  /** When the report was made, if that was not just now: a tool's later word counts for more. */
  asOf: Instant.optional(),
});

/** The understanding of a file, with its first lines as they would be taken. */
export const ImportPreview = z.object({
  /** `examples`: the first cells that differ, as they stand in the file; none of a line that cannot be taken. */
  columns: z.array(ImportColumn.extend({ examples: z.array(z.string()).default([]) })),
  encoding: z.string(),
  delimiter: z.string(),
  lines: z.int().nonnegative(),
  /** The first ten, by field. */
  sample: z.array(z.record(z.string(), z.string())),
  /** The first hundred that cannot be taken. */
  faults: z.array(z.lazy(() => ImportFault)),
  bad: z.int().nonnegative(),
  /** Lines at the end that belong to the report and not to its rows. */
  footer: z.int().nonnegative(),
});

/** `preview` for `?preview`; else the import's id. */
export const ImportReply = z.object({ id: Uuid.optional(), preview: ImportPreview.optional() });

/** A line that was not taken. `line` counts from 1, the heading included, as an editor shows it. */
export const ImportFault = z.object({
  line: z.int().positive(),
  field: z.string().nullable(),
  reason: z.string(),
});
export type ImportFault = z.infer<typeof ImportFault>;

export const Import = z.object({
  id: Uuid,
  /** `receiving`: the file is still coming in, or its sender gave up; send it again. */
  state: openEnum(["receiving", "waiting", "running", "done", "failed"]),
  org: z.string().nullable(),
  columns: z.array(ImportColumn),
  createdAt: Instant,
  finishedAt: Instant.nullable(),
  /** Lines in all, and those that are through. */
  lines: z.int().nonnegative(),
  done: z.int().nonnegative(),
  /** People made, people of whom something new was said, people of whom all was known. */
  created: z.int().nonnegative(),
  updated: z.int().nonnegative(),
  unchanged: z.int().nonnegative(),
  /** Lines that name two people as one: nobody was merged, see the conflicts. */
  conflicts: z.int().nonnegative(),
  /** Lines of people who were erased. */
  suppressed: z.int().nonnegative(),
  bad: z.int().nonnegative(),
  error: z.string().nullable(),
});
export type Import = z.infer<typeof Import>;

/** In path and query. */
export const ImportStateRequest = z.object({ id: Uuid, cursor: Cursor.optional() });
/** The state, with a page of its bad lines. */
export const ImportStateReply = Import.extend({
  faults: z.object({ items: z.array(ImportFault), next: Cursor.nullable() }),
});

export const ImportsRequest = z.object({ cursor: Cursor.optional() });
export const ImportsReply = z.object({ items: z.array(Import), next: Cursor.nullable() });
