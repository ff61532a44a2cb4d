import type { EndpointName } from "../../../lib/contract/endpoints.ts";
import { type Line, members, writers } from "./line.ts";

export const contentLines = {
  assets: { answers: writers },
  asset: { answers: writers },
  addAsset: { answers: writers },
  changeAsset: { answers: writers },
  addVersion: { answers: writers },
  verifyAsset: { answers: writers },
  setPoster: { answers: writers },
  importAddresses: { answers: writers },
  beginUpload: { answers: writers },
  uploadState: { answers: writers },
  uploadBytes: { answers: writers },
  finishUpload: { answers: writers },
  saveDraft: { answers: writers },
  discardDraft: { answers: writers },
  publishGuidance: { answers: writers },
  openVersion: { answers: members },
  searchContent: { answers: members },
} satisfies Partial<Record<EndpointName, Line>>;
