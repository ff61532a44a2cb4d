import { ApiError } from "../http/api-error.ts";
import type { Handlers } from "../http/handler.ts";
import type { Hub } from "../hub.ts";

/** A source's keys. */
export function keyHandlers(_hub: Hub): Pick<Handlers, "rotateKey" | "deleteSource" | "restoreSource"> {
  const missing = async (): Promise<never> => {
    throw new ApiError("unavailable", "Under construction.");
  };
  return {
    rotateKey: missing,
    deleteSource: missing,
    restoreSource: missing,
  };
}
