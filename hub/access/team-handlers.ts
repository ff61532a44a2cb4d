import { ApiError } from "../http/api-error.ts";
import type { Handlers } from "../http/handler.ts";
import type { Hub } from "../hub.ts";

const notYet = async (): Promise<never> => {
  throw new ApiError("unavailable", "This is being built.");
};

/** Teams of members. */
export function teamHandlers(_hub: Hub): Pick<Handlers, "teams" | "addTeam" | "changeTeam" | "deleteTeam"> {
  return {
    teams: notYet,
    addTeam: notYet,
    changeTeam: notYet,
    deleteTeam: notYet,
  };
}
