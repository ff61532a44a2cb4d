import type { AssetKind } from "../../lib/contract/asset.ts";
import type { ClaimBody } from "../../lib/contract/claim.ts";
import type { Guidance } from "../../lib/contract/guidance.ts";
import type { Credits } from "./credits.ts";

/** The newest version that can be shown; of an asset that has none, the newest. */
export interface LibraryVersion {
  id: string;
  number: number;
  at: Date;
  ready: boolean;
  pages: number | null;
  seconds: number | null;
  url: string | null;
  /** Of a snippet. */
  text: string | null;
  whatChanged: string;
}

/** What the hub keeps in memory of one asset, retired ones too. */
export interface LibraryAsset {
  id: string;
  kind: AssetKind;
  title: string;
  /** "PDF, 12 pages" */
  length: string;
  audience: "all" | "teams" | "marketing";
  teams: ReadonlySet<string>;
  version: LibraryVersion;
  guidance: { id: string; body: Guidance; at: Date } | null;
  verified: { by: string; at: Date; until: Date | null } | null;
  retired: boolean;
  /** In marketing's order: the earliest published guidance first. */
  order: number;
}

export interface LibraryClaimVersion {
  id: string;
  claimId: string;
  number: number;
  at: Date;
  body: ClaimBody;
  whatChanged: string;
}

/** What the hub keeps in memory of a talking point that was ever published, retired ones too. */
export interface LibraryClaim {
  id: string;
  title: string;
  /** The newest, which reps see. */
  version: LibraryClaimVersion;
  verified: { by: string; at: Date; until: Date | null } | null;
  retired: boolean;
  /** In marketing's order: the oldest first. */
  order: number;
}

/** A comparison that runs: people whom both fit are shown one of them by chance. */
export interface LibraryComparison {
  id: string;
  a: LibraryClaimVersion;
  b: LibraryClaimVersion;
}

/** A question about a talking point that five reps are asked. */
export interface LibraryAsk {
  id: string;
  claimId: string;
  versionId: string;
  question: string;
  by: string;
}

/** The whole library as of a stamp; read anew when the stamp in the database is another. */
export interface Library {
  stamp: number;
  assets: ReadonlyMap<string, LibraryAsset>;
  /** Which assets a touchpoint elsewhere counts as reading: by `urlKey` and `titleKeys` of match-keys.ts. */
  byUrl: ReadonlyMap<string, readonly string[]>;
  byTitle: ReadonlyMap<string, readonly string[]>;
  /** Of each asset with guidance: readers for whom it held, and those of them who took a next step. */
  evidence: ReadonlyMap<string, { readers: number; nextStep: number }>;
  claims: ReadonlyMap<string, LibraryClaim>;
  /** Those that run. */
  comparisons: readonly LibraryComparison[];
  /** Those that are open, the oldest first. */
  asks: readonly LibraryAsk[];
  /** To whom versions are owed. */
  credits: Credits;
}
