import { z } from "zod";
import { Ask, TalkingPoint } from "./claim.ts";
import { FeedbackOfRecord } from "./feedback.ts";
import { CalendarDate, EmailAddress, Instant, openEnum, Uuid } from "./primitives.ts";
import { Recommendation } from "./recommendation.ts";
import { RecordRef } from "./record.ts";
import { Share } from "./share.ts";
import { TouchpointKind, TouchpointPage } from "./touchpoint.ts";

/**
 * How the person was found. `record`: a source or an import named the record. `picked`: a rep
 * confirmed who it is. `email`: only the address agrees, so nothing is bound. `none`: nobody.
 */
export const Match = z.object({
  by: openEnum(["record", "email", "picked", "none"]),
  /** The address that matched, for `email`. */
  email: z.string().optional(),
  /** The confirmation that can be taken back by the member who gave it, for `picked`. */
  confirmationId: Uuid.optional(),
});

export const Person = z.object({
  id: Uuid,
  name: z.string().optional(),
  title: z.string().optional(),
  company: z.object({ id: Uuid, name: z.string(), domain: z.string().optional() }).optional(),
  emails: z.array(z.string()),
  stage: z.string().optional(),
  /** Whose they are in the CRM, as it was said: an e-mail address or a name. */
  owner: z.string().optional(),
  unsubscribed: z.boolean().optional(),
});
export type Person = z.infer<typeof Person>;

export const WeekCount = z.object({
  /** The Monday it begins with, in the hub's time zone. */
  week: CalendarDate,
  active: z.int().nonnegative(),
  passive: z.int().nonnegative(),
});
export type WeekCount = z.infer<typeof WeekCount>;

export const Colleague = z.object({
  id: Uuid,
  name: z.string(),
  title: z.string().optional(),
  /** Their newest active touchpoint. */
  last: z.object({ title: z.string(), at: Instant }).optional(),
  /** Where to open them, if a CRM record of the same org is known. */
  record: RecordRef.optional(),
});
export type Colleague = z.infer<typeof Colleague>;

/** A look-up. An e-mail without a record is refused. */
export const ContextRequest = z.object({
  record: RecordRef,
  hints: z
    .object({
      email: EmailAddress.optional(),
      /** Whether the page showed the address or the rep typed it; for the admin's log. */
      emailFrom: z.enum(["page", "typed"]).optional(),
    })
    .optional(),
});

export const ContextReply = z.object({
  match: Match,
  person: Person.optional(),
  /** The newest active touchpoints; passive ones come by `/api/touchpoints`. */
  touchpoints: TouchpointPage,
  /** All-time counts per kind, for the filter and the totals. */
  kinds: z.array(z.object({ kind: TouchpointKind, passive: z.boolean(), count: z.int() })),
  /** 26 weeks, oldest first, the running one last. */
  weeks: z.array(WeekCount),
  /** By receipt, active only. `since` is null when this member never looked: then all of them are new. */
  unseen: z.object({ since: Instant.nullable(), count: z.int().nonnegative() }),
  /** Most recently active first, 50 at most; `colleagueCount` says how many there are. */
  colleagues: z.array(Colleague),
  colleagueCount: z.int().nonnegative(),
  sources: z.array(
    z.object({ id: Uuid, name: z.string(), type: z.string(), lastEventAt: Instant.nullable() }),
  ),
  /** Content for this person, the best first, three at most. Absent: the hub knows of no content. */
  recommended: z.array(Recommendation).optional(),
  /** What was prepared or sent to this person, newest first, twenty at most, by whomever. */
  shares: z.array(Share).optional(),
  /** Talking points that fit here, the best first, five at most. Absent: there are none at all. */
  sayFirst: z.array(TalkingPoint).optional(),
  /** A question of marketing's that this rep may answer here. */
  ask: Ask.optional(),
  /** Absent: the hub is older than feedback. */
  feedback: FeedbackOfRecord.optional(),
  /** The hub's clock when it answered. */
  asOf: Instant,
});
export type ContextReply = z.infer<typeof ContextReply>;

/** `newest`: the id of the touchpoint, newest by receipt, that was on screen. */
export const SeenRequest = z.object({ record: RecordRef, newest: z.string().min(1).max(40).nullable() });
export const SeenReply = z.object({ since: Instant });

export const BriefRequest = z.object({ record: RecordRef });
/** All that the closed tab needs. */
export const BriefReply = z.object({
  unseen: z.object({ since: Instant.nullable(), count: z.int().nonnegative() }),
  due: Instant.optional(),
});
export type BriefReply = z.infer<typeof BriefReply>;

/** The rep says that this record is this person: what a hint alone never does. */
export const ConfirmationRequest = z.object({ record: RecordRef, personId: Uuid });
export const ConfirmationReply = z.object({ id: Uuid });
export const ConfirmationUndoRequest = z.object({ id: Uuid });
export const ConfirmationUndoReply = z.object({ undone: z.literal(true) });
