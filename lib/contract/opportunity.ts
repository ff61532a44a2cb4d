import { z } from "zod";
import { CalendarDate, Cursor, EmailAddress, Instant, Uuid } from "./primitives.ts";
import { Org } from "./record.ts";

/** An opportunity as the CRM has it. */
export const Opportunity = z.object({
  id: Uuid,
  /** The CRM's. */
  crmId: z.string(),
  name: z.string(),
  company: z.string(),
  stage: z.string(),
  /** Null: not said. */
  amount: z.number().nullable(),
  currency: z.string(),
  closesOn: CalendarDate.nullable(),
  open: z.boolean(),
  won: z.boolean(),
  contacts: z.int().nonnegative(),
  updatedAt: Instant,
});
export type Opportunity = z.infer<typeof Opportunity>;

/** One to write, by its CRM's id: what is absent stays as it was. */
export const PutOpportunity = z.object({
  id: z.string().trim().min(1).max(64),
  name: z.string().trim().max(400).optional(),
  company: z.string().trim().max(400).optional(),
  stage: z.string().trim().max(120).optional(),
  amount: z.number().min(-1e15).max(1e15).nullable().optional(),
  /** ISO 4217. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, "A currency is three letters, such as EUR.")
    .optional(),
  closeDate: CalendarDate.nullable().optional(),
  /** Absent: as the stage says ("Closed Won"). */
  closed: z.boolean().optional(),
  won: z.boolean().optional(),
  /** All that it then has: e-mail addresses or record ids of people. */
  contacts: z
    .array(z.union([EmailAddress, z.string().regex(/^[A-Za-z0-9]{15,18}$/)]))
    .max(200)
    .optional(),
});
/** The same again changes nothing. */
export const PutOpportunitiesRequest = z.object({
  org: Org.optional(),
  items: z.array(PutOpportunity).min(1).max(500),
});
export const PutOpportunitiesReply = z.object({
  taken: z.int().nonnegative(),
  changed: z.int().nonnegative(),
  /** Contacts whom nobody here knows (yet): they are kept, and count once somebody is known by them. */
  unknownContacts: z.int().nonnegative(),
});

/** In the query; a CRM report as CSV is the body. With `preview` nothing is kept. */
export const ImportOpportunitiesRequest = z.object({
  preview: z
    .enum(["", "1", "true"])
    .transform(() => true)
    .optional(),
  org: Org.optional(),
  /** Of amounts without one. */
  currency: z.string().max(3).optional(),
});
export const ImportOpportunitiesReply = z.object({
  lines: z.int().nonnegative(),
  taken: z.int().nonnegative(),
  changed: z.int().nonnegative(),
  unknownContacts: z.int().nonnegative(),
  /** Which column was understood as what; null: it was not used. */
  columns: z.array(z.object({ name: z.string(), as: z.string().nullable() })),
  faults: z.array(z.object({ line: z.int(), reason: z.string() })),
  bad: z.int().nonnegative(),
});

/** Newest first. `theme`: open ones of the people and companies of a theme, largest first. */
export const OpportunitiesRequest = z.object({
  theme: z.string().max(200).optional(),
  cursor: Cursor.optional(),
});
export const OpportunitiesReply = z.object({
  items: z.array(Opportunity),
  next: Cursor.nullable(),
  total: z.int().nonnegative(),
});
