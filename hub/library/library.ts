import type { AssetKind } from "../../lib/contract/asset.ts";
import type { Guidance } from "../../lib/contract/guidance.ts";

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

/** The whole library as of a stamp; read anew when the stamp in the database is another. */
export interface Library {
  stamp: number;
  assets: ReadonlyMap<string, LibraryAsset>;
  /** Which assets a touchpoint elsewhere counts as reading: by `urlKey` and `titleKeys` of match-keys.ts. */
  byUrl: ReadonlyMap<string, readonly string[]>;
  byTitle: ReadonlyMap<string, readonly string[]>;
  /** Of each asset with guidance: readers for whom it held, and those of them who took a next step. */
  evidence: ReadonlyMap<string, { readers: number; nextStep: number }>;
}
