import { z } from "zod";
import { Guidance, PublishedGuidance } from "./guidance.ts";
import { Author } from "./person.ts";
import { Cursor, Instant, openEnum, Uuid } from "./primitives.ts";
import { RecordRef } from "./record.ts";

export const ASSET_KINDS = ["pdf", "image", "video", "web_page", "snippet"] as const;
export const AssetKind = openEnum(ASSET_KINDS);
export type AssetKind = z.infer<typeof AssetKind>;

/** The types of files that are taken, as their first bytes say. */
export const FILE_TYPES = [
  "application/pdf",
  "image/png",
  "image/jpeg",
  "image/webp",
  "image/gif",
  "video/mp4",
  "video/webm",
] as const;
/** 100 MB. */
export const MOST_FILE_BYTES = 104_857_600;
/** What one call of `uploadBytes` may hold. */
export const MOST_PIECE_BYTES = 4_194_304;
/** Characters. */
export const MOST_SNIPPET = 20_000;

/** Who may recommend, find, send and look at it. */
export const AUDIENCES = ["all", "teams", "marketing"] as const;
export const Audience = openEnum(AUDIENCES);

export const WebAddress = z
  .url({ protocol: /^https?$/, error: "Use an address that begins with https://." })
  .max(2_000);

/** What a version is made of. */
export const VersionFrom = z.union([
  z.strictObject({ fileId: Uuid }),
  z.strictObject({ url: WebAddress }),
  z.strictObject({ text: z.string().trim().min(1).max(MOST_SNIPPET) }),
]);

export const AssetVersion = z.object({
  id: Uuid,
  number: z.int().positive(),
  whatChanged: z.string(),
  createdAt: Instant,
  by: Author,
  /** `processing`: pictures and text are being made. `failed`: they cannot be; `problem` says why and what to do. */
  state: openEnum(["processing", "ready", "failed"]),
  problem: z.string().nullable(),
  /** As it was called when it was uploaded. */
  fileName: z.string().nullable(),
  fileType: z.string().nullable(),
  bytes: z.int().nonnegative().nullable(),
  pages: z.int().positive().nullable(),
  seconds: z.number().nonnegative().nullable(),
  url: z.string().nullable(),
  /** Of a snippet. */
  text: z.string().nullable(),
  /** Short-lived, on the links' host. */
  thumbnail: z.string().nullable(),
  /** "Improved with feedback from Jonas Weber" */
  credit: z.string().optional(),
});
export type AssetVersion = z.infer<typeof AssetVersion>;

export const ListedAsset = z.object({
  id: Uuid,
  kind: AssetKind,
  title: z.string(),
  /** "PDF, 12 pages", "Video, 4:10", "Snippet" */
  length: z.string(),
  audience: Audience,
  teams: z.array(z.object({ id: Uuid, name: z.string() })),
  owner: Author.nullable(),
  version: z.object({ id: Uuid, number: z.int().positive(), at: Instant, state: z.string() }),
  thumbnail: z.string().nullable(),
  hasGuidance: z.boolean(),
  hasDraft: z.boolean(),
  /** Whom it fits today; null where there is no guidance, or it was not counted yet. */
  fits: z.int().nonnegative().nullable(),
  verifiedAt: Instant.nullable(),
  verifiedUntil: Instant.nullable(),
  retiredAt: Instant.nullable(),
  /** In the last 90 days; machines are no readers. `null`: there is no link, or it cannot be known. */
  sent: z.int().nonnegative().nullable(),
  readByPerson: z.int().nonnegative().nullable(),
});
export type ListedAsset = z.infer<typeof ListedAsset>;

export const ASSET_VIEWS = ["all", "no_guidance", "review_due", "retired"] as const;
/** In the query. `all` leaves out what is retired. By title, or with a `query` the best first. */
export const AssetsRequest = z.object({
  view: z.enum(ASSET_VIEWS).optional(),
  query: z.string().max(200).optional(),
  kind: z.enum(ASSET_KINDS).optional(),
  audience: z.enum(AUDIENCES).optional(),
  ownerId: Uuid.optional(),
  cursor: Cursor.optional(),
});
export const AssetsReply = z.object({
  items: z.array(ListedAsset),
  next: Cursor.nullable(),
  /** Of each view, and those that the filters leave. */
  counts: z.object({
    all: z.int(),
    noGuidance: z.int(),
    reviewDue: z.int(),
    retired: z.int(),
    matching: z.int(),
  }),
});

/** `readers`, of whom `nextStep` took one within 30 days; machines never count. */
export const Evidence = z.object({
  readers: z.int().nonnegative(),
  nextStep: z.int().nonnegative(),
  /** 90 %, of the share that takes a next step; null under ten readers. */
  interval: z.tuple([z.number(), z.number()]).nullable(),
});
export type Evidence = z.infer<typeof Evidence>;

export const Asset = ListedAsset.extend({
  createdAt: Instant,
  /** Newest first. */
  versions: z.array(AssetVersion),
  guidance: PublishedGuidance.nullable(),
  draft: z.object({ guidance: Guidance, savedAt: Instant, by: Author }).nullable(),
  verifyEveryDays: z.int().positive().nullable(),
  verifiedBy: Author.nullable(),
  evidence: Evidence.nullable(),
  /** Touchpoints elsewhere that count as reading this asset: by address (without query) and by title. */
  matches: z.object({
    urls: z.array(z.string()),
    titles: z.array(z.string()),
    touchpoints: z.int().nonnegative(),
    people: z.int().nonnegative(),
  }),
  /** Open items about it. */
  openFeedback: z.int().nonnegative().optional(),
});
export type Asset = z.infer<typeof Asset>;

export const AssetRequest = z.object({ id: Uuid });
export const AssetReply = z.object({ asset: Asset });

const Title = z.string().trim().min(1, "Give it a title.").max(200);
const VerifyEvery = z.int().min(7).max(1_095);
export const AddAssetRequest = z.object({
  title: Title,
  from: VersionFrom,
  audience: z.enum(AUDIENCES).optional(),
  teams: z.array(Uuid).max(100).optional(),
  ownerId: Uuid.optional(),
  verifyEveryDays: VerifyEvery.optional(),
});
/** What is absent stays. `retired`: not recommended, found or sent any more; links that are out go on. */
export const ChangeAssetRequest = z.object({
  id: Uuid,
  title: Title.optional(),
  audience: z.enum(AUDIENCES).optional(),
  teams: z.array(Uuid).max(100).optional(),
  ownerId: Uuid.nullable().optional(),
  verifyEveryDays: VerifyEvery.nullable().optional(),
  retired: z.boolean().optional(),
  matches: z
    .object({ urls: z.array(WebAddress).max(50), titles: z.array(z.string().trim().min(3).max(200)).max(50) })
    .optional(),
});
/** A new version of the same kind of thing; links follow it unless they are pinned. */
export const AddVersionRequest = z.object({
  assetId: Uuid,
  from: VersionFrom,
  whatChanged: z.string().trim().min(1, "Say what changed.").max(400),
});
/** "Still right": verified now, by the caller, for another interval. */
export const VerifyAssetRequest = z.object({ id: Uuid });
/** What only a browser can tell of a video: its length, and a picture of it (a PNG or JPEG that was uploaded). */
export const SetPosterRequest = z.object({
  versionId: Uuid,
  fileId: Uuid,
  seconds: z.number().nonnegative().max(86_400),
});

/** Where a version can be looked at, for some minutes, on the links' host. */
export const OpenVersionRequest = z.object({
  versionId: Uuid,
  what: z.enum(["original", "thumbnail", "picture"]),
});
export const OpenVersionReply = z.object({ url: z.url(), expiresAt: Instant });

// Files, in pieces -----------------------------------------------------------------

/** The name is only kept to be shown. */
export const BeginUploadRequest = z.object({
  name: z.string().min(1).max(1_000),
  bytes: z.int().nonnegative(),
});
export const Upload = z.object({
  id: Uuid,
  bytes: z.int().nonnegative(),
  /** All before this are kept: go on here. */
  received: z.int().nonnegative(),
});
export const UploadStateRequest = z.object({ id: Uuid });
/** In path and query; the body is the next piece, from `offset` on. What is there already is passed over. */
export const UploadBytesRequest = z.object({ id: Uuid, offset: z.coerce.number().int().min(0) });
export const FinishUploadRequest = z.object({ id: Uuid });
export const FinishUploadReply = z.object({
  fileId: Uuid,
  type: z.enum(FILE_TYPES),
  kind: AssetKind,
  /** The same bytes are here already, as these versions. */
  sameAs: z.array(z.object({ assetId: Uuid, title: z.string(), version: z.int() })),
});

/** In the query; the CSV (address, title) is the body. With `preview` nothing is kept. */
export const ImportAddressesRequest = z.object({
  preview: z
    .enum(["", "1", "true"])
    .transform(() => true)
    .optional(),
});
export const ImportAddressesReply = z.object({
  lines: z.int().nonnegative(),
  taken: z.int().nonnegative(),
  /** Addresses that are in the library already. */
  known: z.int().nonnegative(),
  /** The first hundred that were not taken, of `bad`. */
  faults: z.array(z.object({ line: z.int(), reason: z.string() })),
  bad: z.int().nonnegative(),
});

// What reps find --------------------------------------------------------------------

/** Everything that the caller may send. `record`: to leave out nothing, but to say what was sent there already. */
export const SearchContentRequest = z.object({
  query: z.string().max(200),
  record: RecordRef.optional(),
  cursor: Cursor.optional(),
});
export const FoundContent = z.object({
  assetId: Uuid,
  /** The newest, to look at. */
  versionId: Uuid.optional(),
  title: z.string(),
  kind: AssetKind,
  length: z.string(),
  /** Where the words stand, as plain text around the place, and the page of a PDF. */
  excerpt: z.string().nullable(),
  page: z.int().positive().nullable(),
  whenToUse: z.string().optional(),
  whenNotToUse: z.string().optional(),
  /** Of a snippet: what is copied. */
  text: z.string().optional(),
});
export type FoundContent = z.infer<typeof FoundContent>;
export const SearchContentReply = z.object({ items: z.array(FoundContent), next: Cursor.nullable() });
