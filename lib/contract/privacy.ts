import { z } from "zod";
import { Author } from "./person.ts";
import { Cursor, EmailAddress, Instant, openEnum, Uuid } from "./primitives.ts";
import { TOUCHPOINT_KINDS } from "./touchpoint.ts";

/**
 * Everything of the person with this address, everywhere, for good. One who has several addresses may be several
 * people that were taken for one, and is erased only where it is said that all of them are to go.
 */
export const EraseRequest = z.object({ email: EmailAddress, alsoAddresses: z.boolean().optional() });
export const EraseReply = z.object({ id: Uuid });
/** What an erasure would take and hold off now. */
export const ErasurePreviewRequest = z.object({ email: EmailAddress });
export const ErasurePreview = z.object({
  /** Of the person, the one asked for too. */
  addresses: z.array(z.string()),
  /** Ids of tools, browsers and records, by kind. */
  names: z.array(z.object({ kind: openEnum(["user_id", "anonymous_id", "crm_record"]), count: z.int() })),
  touchpoints: z.int().nonnegative(),
  /** Names that would be erased and not held off: several of the addresses came with them. */
  notHeldOff: z.int().nonnegative(),
});
export type ErasurePreview = z.infer<typeof ErasurePreview>;

/** What an erasure took: rows deleted, and rows of others from which the address was cut, by table. */
export const Erasure = z.object({
  id: Uuid,
  /** `failed`: given up half way. The person is held off, and retrying the job goes on where it stopped. */
  state: openEnum(["waiting", "running", "done", "failed"]),
  failedJob: z.object({ id: Uuid, lastError: z.string().nullable() }).nullable(),
  at: Instant,
  author: Author,
  finishedAt: Instant.nullable(),
  receipt: z
    .object({
      tables: z.array(
        z.object({ table: z.string(), deleted: z.int().nonnegative(), redacted: z.int().nonnegative() }),
      ),
      /** Names that are held off from now on, as keyed hashes. */
      suppressed: z.int().nonnegative(),
      /** Said where something of the address stays for a reason, such as a member's own sign-in. */
      notes: z.array(z.string()),
    })
    .nullable(),
});
export type Erasure = z.infer<typeof Erasure>;
/** In the path. */
export const ErasureRequest = z.object({ id: Uuid });
export const ErasuresRequest = z.object({ cursor: Cursor.optional() });
export const ErasuresReply = z.object({ items: z.array(Erasure), next: Cursor.nullable() });

/** What is held about a person, for that person: a page of it, until `next` is null. */
export const ExportPersonRequest = z.object({ email: EmailAddress, cursor: Cursor.optional() });
/** By table, each row by its columns; with what each table is in words. A table may go on on the next page. */
export const ExportPersonReply = z.object({
  email: z.string(),
  asOf: Instant,
  held: z.array(
    z.object({
      table: z.string(),
      what: z.string(),
      rows: z.array(z.record(z.string(), z.unknown())),
    }),
  ),
  next: Cursor.nullable(),
});

/** Names of one erased person that are held off. Which ones, nobody can read. */
export const Suppression = z.object({
  erasureId: Uuid,
  at: Instant,
  names: z.array(
    z.object({ kind: openEnum(["email", "user_id", "anonymous_id", "crm_record"]), count: z.int() }),
  ),
  /** Events and lines that were held off, and when last. */
  heldOff: z.int().nonnegative(),
  lastAt: Instant.nullable(),
  liftedAt: Instant.nullable(),
});
export type Suppression = z.infer<typeof Suppression>;
/** With an address: those that hold it off. */
export const SuppressionsRequest = z.object({ email: EmailAddress.optional(), cursor: Cursor.optional() });
export const SuppressionsReply = z.object({ items: z.array(Suppression), next: Cursor.nullable() });
/** Lets a person come back, with all the names of the erasures that hold the address off. By one of them. */
export const LiftSuppressionRequest = z
  .object({ email: EmailAddress.optional(), erasureId: Uuid.optional() })
  .refine(
    (by) => (by.email === undefined) !== (by.erasureId === undefined),
    "Say one of email and erasureId.",
  );
export const LiftSuppressionReply = z.object({ lifted: z.int().nonnegative() });

/** Who looked up whom, when and how. Kept 90 days at most. */
export const LookUp = z.object({
  id: z.string(),
  at: Instant,
  member: z.object({ id: Uuid, name: z.string() }),
  by: openEnum(["record", "email_from_page", "email_typed"]),
  /** `crm/org/id`. */
  record: z.string(),
  email: z.string().nullable(),
  person: z.object({ id: Uuid, name: z.string().nullable() }).nullable(),
});
export type LookUp = z.infer<typeof LookUp>;
/** Newest first. */
export const LookUpsRequest = z.object({
  memberId: Uuid.optional(),
  personId: Uuid.optional(),
  /** Look-ups by this address, and of the person who has it. */
  email: EmailAddress.optional(),
  since: Instant.optional(),
  until: Instant.optional(),
  cursor: Cursor.optional(),
  limit: z.int().min(1).max(1_000).optional(),
});
export const LookUpsReply = z.object({ items: z.array(LookUp), next: Cursor.nullable() });

const Days = z.int().min(1).max(36_500);
/** The longest that look-ups are kept. */
export const MOST_LOOK_UP_DAYS = 90;
/** How many days each kind of data is kept; null: for ever. A touchpoint's kind may have its own. */
export const Retention = z.object({
  rawEvents: Days.nullable(),
  rejectedEvents: Days.nullable(),
  conflictingEvents: Days.nullable(),
  lookUps: Days.max(MOST_LOOK_UP_DAYS),
  /**
   * Who opened links, when, and what pages they looked at. What came of a link, in words, stays with the link. Absent
   * from a hub before 0.3.0.
   */
  readings: Days.nullable().optional(),
  touchpoints: Days.nullable(),
  /** By kind, where it differs. */
  touchpointKinds: z.partialRecord(z.enum(TOUCHPOINT_KINDS), Days.nullable()),
});
export type Retention = z.infer<typeof Retention>;
/** What is absent stays; in `touchpointKinds`, kinds that are absent stay, and `default` takes a kind's own away. */
export const ChangeRetentionRequest = Retention.partial().extend({
  touchpointKinds: z
    .partialRecord(z.enum(TOUCHPOINT_KINDS), z.union([Days.nullable(), z.literal("default")]))
    .optional(),
  /** Nothing is changed; the answer says what would hold, and what would go. */
  preview: z.boolean().optional(),
});
export const RetentionReply = z.object({
  retention: Retention,
  /** The last time that it was applied, and what went. */
  last: z
    .object({ at: Instant, deleted: z.array(z.object({ table: z.string(), rows: z.int().nonnegative() })) })
    .nullable(),
  /** Of a preview: rows that are too old by now, counted as far as a hundred thousand of a table. */
  wouldDelete: z
    .array(z.object({ table: z.string(), rows: z.int().nonnegative(), orMore: z.boolean() }))
    .optional(),
});
