import { ApiError } from "../http/api-error.ts";
import type { Handlers } from "../http/handler.ts";
import type { Hub } from "../hub.ts";

const notYet = async (): Promise<never> => {
  throw new ApiError("unavailable", "This is being built.");
};

/** Whom conditions fit. */
export function conditionHandlers(
  _hub: Hub,
): Pick<Handlers, "choices" | "previewConditions" | "judgedPeople"> {
  return {
    choices: notYet,
    previewConditions: notYet,
    judgedPeople: notYet,
  };
}
