import { ApiError } from "../http/api-error.ts";
import type { Handlers } from "../http/handler.ts";
import type { Hub } from "../hub.ts";

/** Who is who, for who mends it. */
export function peopleHandlers(
  _hub: Hub,
): Pick<Handlers, "findPeople" | "mergePeople" | "merges" | "undoMerge" | "conflicts" | "keepApart"> {
  const missing = async (): Promise<never> => {
    throw new ApiError("unavailable", "Under construction.");
  };
  return {
    findPeople: missing,
    mergePeople: missing,
    merges: missing,
    undoMerge: missing,
    conflicts: missing,
    keepApart: missing,
  };
}
