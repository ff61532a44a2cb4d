import { z } from "zod";
import { AssetKind } from "./asset.ts";
import { Notice } from "./notice.ts";
import { Author } from "./person.ts";
import { Cursor, EmailAddress, Instant, openEnum, Uuid } from "./primitives.ts";
import { RecordRef } from "./record.ts";

/** Who made a fetch or a view, as far as can be told. In doubt `unknown`, never `person`. */
export const CLASSIFICATIONS = ["person", "likely_automated", "internal", "unknown"] as const;
export const Classification = openEnum(CLASSIFICATIONS);
export type Classification = z.infer<typeof Classification>;

/** Where a rep writes mail. */
export const COMPOSERS = ["mail_program", "gmail", "outlook", "salesforce"] as const;
export const Composer = openEnum(COMPOSERS);

/** What is known of the reading of a share, with machines and colleagues left out of `person`. */
export const Reading = z.object({
  /** The strongest that happened. `fetched`: opened, of a page elsewhere: by whom and how long cannot be known. */
  state: openEnum(["none", "automated", "internal", "unknown", "fetched", "person"]),
  /** One line: "Read 3 of 4 pages, 2 min", "Opened by a mail scanner, not by a person yet". Without the time. */
  words: z.string(),
  at: Instant.nullable(),
  /** Read by a person: pages of how many, and seconds in all. */
  pagesRead: z.int().nonnegative().nullable(),
  pages: z.int().positive().nullable(),
  seconds: z.number().nonnegative().nullable(),
  /** Distinct places that people read it in; more than one: it was passed on. */
  places: z.int().nonnegative(),
});
export type Reading = z.infer<typeof Reading>;

export const Share = z.object({
  id: Uuid,
  assetId: Uuid,
  title: z.string(),
  kind: AssetKind,
  length: z.string(),
  /** What is copied: the link, or of a page elsewhere without tracking its own address. Absent where it is another's. */
  link: z.url().optional(),
  /** It points at this machine: a prospect cannot open it. */
  linkIsLocal: z.boolean(),
  by: Author,
  mine: z.boolean(),
  tracked: z.boolean(),
  preparedAt: Instant,
  copiedAt: Instant.nullable(),
  openedIn: Composer.nullable(),
  openedInAt: Instant.nullable(),
  /** The version that its reader gets, and the newest one. */
  version: z.int().positive(),
  newest: z.int().positive(),
  pinned: z.boolean(),
  /** The version that was newest when it was copied or opened in mail: what the rep knows to have sent. */
  sentVersion: z.int().positive().nullable(),
  whatChanged: z.string().nullable(),
  retired: z.boolean(),
  allowDownload: z.boolean(),
  expiresAt: Instant.nullable(),
  revokedAt: Instant.nullable(),
  /** The address that it was limited to. */
  limitedTo: z.string().nullable(),
  reading: Reading,
  /** How it went, as who sent it said; absent: they did not say, or it is not theirs. */
  went: z.object({ feedbackId: Uuid, type: openEnum(["landed", "fell_flat", "not_discussed"]) }).optional(),
});
export type Share = z.infer<typeof Share>;

/** A link for this asset, person and member; asked again, the same one. */
export const PrepareShareRequest = z.object({
  record: RecordRef,
  assetId: Uuid,
  /** Without tracking: the link says nothing of who opened it. */
  tracked: z.boolean(),
});
export const PrepareShareReply = z.object({
  share: Share,
  /** Of the polite text: the guidance's "Open with", the link, the sender's name. Plain. */
  message: z.object({ subject: z.string(), text: z.string() }),
  /** Of the person, to fill in; absent where none is known. */
  to: z.string().optional(),
});

/** What the rep did with it. Said twice, once counts. */
export const NoteShareRequest = z.object({
  shareId: Uuid,
  did: z.enum(["copied", "opened_in"]),
  composer: z.enum(COMPOSERS).optional(),
  at: Instant,
});
export const NoteShareReply = z.object({ noted: z.literal(true) });

/** One's own, or an admin any. What is absent stays. */
export const ChangeShareRequest = z.object({
  id: Uuid,
  expiresAt: Instant.nullable().optional(),
  revoked: z.boolean().optional(),
  /** A version's number, or null to follow the newest. */
  pinned: z.int().positive().nullable().optional(),
  allowDownload: z.boolean().optional(),
  /** Only who confirms this address by a code; needs mail to be set up. */
  limitedTo: EmailAddress.nullable().optional(),
});
export const ChangeShareReply = z.object({ share: Share });

/** At the desk: a rep's own, a marketer's and admin's all; newest first. */
export const SharesRequest = z.object({
  assetId: Uuid.optional(),
  /** Only those that a person read. */
  read: z
    .enum(["1", "true"])
    .transform(() => true)
    .optional(),
  cursor: Cursor.optional(),
});
export const ListedShare = Share.extend({
  person: z.object({ id: Uuid, name: z.string(), company: z.string().optional() }).nullable(),
});
export const SharesReply = z.object({ items: z.array(ListedShare), next: Cursor.nullable() });

export const ShareViewsRequest = z.object({ id: Uuid });
/** A fetch of the address, or a view of the page that it showed. */
export const ShareView = z.object({
  what: openEnum(["fetch", "view"]),
  at: Instant,
  classification: Classification,
  /** "Mimecast's link scanner", "Scrolled and stayed 1:31 on page 2" */
  reason: z.string(),
  version: z.int().positive().nullable(),
  seconds: z.number().nonnegative().nullable(),
});
export const ShareViewsReply = z.object({
  share: Share,
  /** Time of people on each page, or each tenth of a video, in seconds. */
  pages: z.array(z.object({ page: z.int().positive(), seconds: z.number().nonnegative() })),
  /** Newest first, a hundred at most. */
  views: z.array(ShareView),
});

// What the reader may be told --------------------------------------------------------

/** Per person: which pages, how long. Counts: only that it was opened. Off: nothing. */
export const TRACKING = ["person", "counts", "off"] as const;
export const ReadingSettings = z.object({
  tracking: openEnum(TRACKING),
  /** How the team's company is called in the reader. */
  companyName: z.string().trim().max(120),
  /** Mail can be sent, so links can be limited to an address. */
  mail: z.boolean(),
  /** Links point at this machine. */
  linksAreLocal: z.boolean(),
});
export const ChangeReadingSettingsRequest = z.object({
  tracking: z.enum(TRACKING).optional(),
  companyName: z.string().trim().max(120).optional(),
});

// What changed for me ------------------------------------------------------------------

/** Who read what I sent, newest first, of the last fourteen days: people's views only. */
export const MineReply = z.object({
  readers: z.array(
    z.object({
      shareId: Uuid,
      /** Changes with every new reading that is worth telling. */
      id: z.string(),
      at: Instant,
      title: z.string(),
      words: z.string(),
      person: z.string(),
      company: z.string().optional(),
      record: RecordRef.optional(),
    }),
  ),
  /** What I am told of, newest first, of the last fourteen days, fifty at most. */
  notices: z.array(Notice).optional(),
});
export type MineReply = z.infer<typeof MineReply>;
