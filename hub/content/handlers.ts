import { ApiError } from "../http/api-error.ts";
import type { Handlers } from "../http/handler.ts";
import type { Hub } from "../hub.ts";

const notYet = async (): Promise<never> => {
  throw new ApiError("unavailable", "This is being built.");
};

/** The library. */
export function contentHandlers(
  _hub: Hub,
): Pick<
  Handlers,
  | "assets"
  | "asset"
  | "addAsset"
  | "changeAsset"
  | "addVersion"
  | "verifyAsset"
  | "setPoster"
  | "openVersion"
  | "importAddresses"
  | "saveDraft"
  | "discardDraft"
  | "publishGuidance"
  | "searchContent"
> {
  return {
    assets: notYet,
    asset: notYet,
    addAsset: notYet,
    changeAsset: notYet,
    addVersion: notYet,
    verifyAsset: notYet,
    setPoster: notYet,
    openVersion: notYet,
    importAddresses: notYet,
    saveDraft: notYet,
    discardDraft: notYet,
    publishGuidance: notYet,
    searchContent: notYet,
  };
}
