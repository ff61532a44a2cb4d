import { ApiError } from "../http/api-error.ts";
import type { Handlers } from "../http/handler.ts";
import type { Hub } from "../hub.ts";

const beingBuilt = async (): Promise<never> => {
  throw new ApiError("internal", "This is being built.");
};

/** What a member is told of. */
export function noticeHandlers(_hub: Hub): Pick<Handlers, "seeNotices" | "digestSettings" | "changeDigest"> {
  return {
    seeNotices: beingBuilt,
    digestSettings: beingBuilt,
    changeDigest: beingBuilt,
  };
}
