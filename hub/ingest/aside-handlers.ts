import { ApiError } from "../http/api-error.ts";
import type { Handlers } from "../http/handler.ts";
import type { Hub } from "../hub.ts";

/** Events that were kept aside. */
export function asideHandlers(_hub: Hub): Pick<Handlers, "aside" | "asideBody" | "redrive" | "dismiss"> {
  const missing = async (): Promise<never> => {
    throw new ApiError("unavailable", "Under construction.");
  };
  return {
    aside: missing,
    asideBody: missing,
    redrive: missing,
    dismiss: missing,
  };
}
