import { ApiError } from "../http/api-error.ts";
import type { Handlers } from "../http/handler.ts";
import type { Hub } from "../hub.ts";

/** The whole hub as one file. */
export function backupHandlers(_hub: Hub): Pick<Handlers, "export"> {
  const missing = async (): Promise<never> => {
    throw new ApiError("unavailable", "Under construction.");
  };
  return {
    export: missing,
  };
}
