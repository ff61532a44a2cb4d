import { z } from "zod";
import { Cursor, EmailAddress, Instant, openEnum, Uuid } from "./primitives.ts";
import { RecordRef } from "./record.ts";

/** Who made something: a member by name, or `automation` for an admin token. */
export const Author = z.object({ memberId: Uuid.nullable(), name: z.string() });

/** A name that a person goes by. */
export const ListedIdentity = z.object({
  kind: openEnum(["email", "user_id", "anonymous_id", "crm_record"]),
  /** Of a record the CRM and its org, of a tool's id the tool's name. */
  where: z.string(),
  value: z.string(),
  /** Several persons have it. */
  shared: z.boolean(),
  /** Since when, and by what word: an event, an import, a rep's confirmation, a merge, an undo. */
  since: Instant,
  by: openEnum(["event", "import", "member", "merge", "undo"]),
  why: z.string(),
  touchpoints: z.int().nonnegative(),
  lastAt: Instant.nullable(),
});

/** A person as who mends people sees them. */
export const ListedPerson = z.object({
  id: Uuid,
  name: z.string().nullable(),
  title: z.string().nullable(),
  company: z.string().nullable(),
  createdAt: Instant,
  touchpoints: z.int().nonnegative(),
  /** First and last touchpoint. */
  firstAt: Instant.nullable(),
  lastAt: Instant.nullable(),
  /** Names of the tools and imports that spoke of them. */
  sources: z.array(z.string()),
  /** How many names they go by; of a person with very many, `identities` has some, browsers last. */
  identityCount: z.int().nonnegative(),
  identities: z.array(ListedIdentity),
});
export type ListedPerson = z.infer<typeof ListedPerson>;

/** By one of them: an exact address, a record, or the id that another answer gave. */
export const FindPeopleRequest = z
  .object({ email: EmailAddress.optional(), record: RecordRef.optional(), id: Uuid.optional() })
  .refine(
    (by) => Object.values(by).filter((value) => value !== undefined).length === 1,
    "Say one of email, record and id.",
  );
export const FindPeopleReply = z.object({ items: z.array(ListedPerson), next: z.null() });

/** All that `from` has goes to `into`. */
export const MergePeopleRequest = z.object({
  from: Uuid,
  into: Uuid,
  why: z.string().trim().min(1, "Say why they are one person.").max(500),
});
export const MergePeopleReply = z.object({ id: Uuid, into: Uuid });

export const Merge = z.object({
  id: Uuid,
  from: Uuid,
  into: Uuid,
  /** What each of them is called by a name of their own: their name, else an address or an id. */
  fromName: z.string().nullable(),
  intoName: z.string().nullable(),
  by: openEnum(["event", "import", "member"]),
  author: Author.nullable(),
  why: z.string(),
  at: Instant,
  undoneAt: Instant.nullable(),
});
export type Merge = z.infer<typeof Merge>;
/** Newest first; of one person those that made or took them. */
export const MergesRequest = z.object({ personId: Uuid.optional(), cursor: Cursor.optional() });
export const MergesReply = z.object({ items: z.array(Merge), next: Cursor.nullable() });

/** Parts them again, with all that came to either since; no event merges them any more. */
export const UndoMergeRequest = z.object({ id: Uuid });
/** `personId`: who those that had been merged are now. */
export const UndoMergeReply = z.object({ undone: z.literal(true), personId: Uuid });

/** Two persons whom something named as one. */
export const Conflict = z.object({
  id: z.string(),
  /** What the two have in common: one user id with two addresses, one record, two records with one address. */
  kind: openEnum(["user_id", "crm_record", "email", "other"]),
  at: Instant,
  /** How often it was said. */
  count: z.int().positive(),
  why: z.string(),
  /** The names that were said of one person, and whose each is, with all that speaks for it. */
  sides: z.array(z.object({ identity: ListedIdentity, person: ListedPerson })).length(2),
  resolvedAt: Instant.nullable(),
  resolution: openEnum(["merged", "kept_apart"]).nullable(),
});
export type Conflict = z.infer<typeof Conflict>;
/** Open ones, newest first; with `resolved` those that are settled. */
export const ConflictsRequest = z.object({ resolved: z.boolean().optional(), cursor: Cursor.optional() });
export const ConflictsReply = z.object({ items: z.array(Conflict), next: Cursor.nullable() });
/** They are two: the conflict is settled, and no event merges them. (That they are one: merge them.) */
export const KeepApartRequest = z.object({ id: z.string().regex(/^\d{1,15}$/) });
export const KeepApartReply = z.object({ resolved: z.literal(true) });
