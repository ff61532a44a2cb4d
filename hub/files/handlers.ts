import { ApiError } from "../http/api-error.ts";
import type { Handlers } from "../http/handler.ts";
import type { Hub } from "../hub.ts";

const notYet = async (): Promise<never> => {
  throw new ApiError("unavailable", "This is being built.");
};

/** Files, in pieces. */
export function fileHandlers(
  _hub: Hub,
): Pick<Handlers, "beginUpload" | "uploadState" | "uploadBytes" | "finishUpload"> {
  return {
    beginUpload: notYet,
    uploadState: notYet,
    uploadBytes: notYet,
    finishUpload: notYet,
  };
}
