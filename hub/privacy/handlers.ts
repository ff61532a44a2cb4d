import { ApiError } from "../http/api-error.ts";
import type { Handlers } from "../http/handler.ts";
import type { Hub } from "../hub.ts";

/** What protects people: erasing, handing out, forgetting in time, and who looked. */
export function privacyHandlers(
  _hub: Hub,
): Pick<
  Handlers,
  | "erasePerson"
  | "erasures"
  | "erasure"
  | "exportPerson"
  | "suppressions"
  | "liftSuppression"
  | "lookUps"
  | "retention"
  | "changeRetention"
> {
  const missing = async (): Promise<never> => {
    throw new ApiError("unavailable", "Under construction.");
  };
  return {
    erasePerson: missing,
    erasures: missing,
    erasure: missing,
    exportPerson: missing,
    suppressions: missing,
    liftSuppression: missing,
    lookUps: missing,
    retention: missing,
    changeRetention: missing,
  };
}
