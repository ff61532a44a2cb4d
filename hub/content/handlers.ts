import type { Handlers } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import { touchLibrary } from "../library/touch-library.ts";
import { addAsset, addVersion, markVerified } from "./add-asset.ts";
import { memberOf } from "./caller.ts";
import { changeAsset } from "./change-asset.ts";
import { discardDraft, publishGuidance, saveDraft } from "./guidance.ts";
import { listAssets } from "./list-assets.ts";
import { lockAsset } from "./lock-asset.ts";
import { openVersion } from "./open-version.ts";
import { type AssetParts, readAsset } from "./read-asset.ts";
import { searchContent } from "./search-content.ts";
import { setPoster } from "./set-poster.ts";

/** The library. */
export function contentHandlers(
  hub: Hub,
  parts: AssetParts,
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
  | "saveDraft"
  | "discardDraft"
  | "publishGuidance"
  | "searchContent"
> {
  const replyOf = async (id: string) => ({ asset: await readAsset(hub, id, parts) });
  return {
    assets: (request) => listAssets(hub, request),
    asset: ({ id }) => replyOf(id),

    addAsset: async (request, call) => replyOf(await addAsset(hub, call, request)),

    async changeAsset(request) {
      await changeAsset(hub, request);
      return replyOf(request.id);
    },

    async addVersion(request, call) {
      await addVersion(hub, call, request);
      return replyOf(request.assetId);
    },

    async verifyAsset({ id }, call) {
      await hub.store.transaction(async (sql) => {
        await lockAsset(sql, id);
        await markVerified(sql, [id], memberOf(call), hub.now());
        await touchLibrary(sql);
      });
      return replyOf(id);
    },

    setPoster: async (request) => replyOf(await setPoster(hub, request)),
    openVersion: (request, call) => openVersion(hub, call, request),
    saveDraft: (request, call) => saveDraft(hub, call, request),
    discardDraft: ({ assetId }) => discardDraft(hub, assetId),
    publishGuidance: (request, call) => publishGuidance(hub, call, request),
    searchContent: (request, call) => searchContent(hub, call, request),
  };
}
