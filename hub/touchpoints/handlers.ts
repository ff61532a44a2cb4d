import { ApiError } from "../http/api-error.ts";
import type { Handlers } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import { rederive } from "./rederive.ts";
import { RULES } from "./rules.ts";

/** Transactions a call: a second or two, so that no proxy gives up. */
const CHUNKS = 10;

/** What events mean, run again. */
export function touchpointHandlers(hub: Hub): Pick<Handlers, "rerunRules"> {
  return {
    async rerunRules({ cursor = "0" }) {
      if (!/^\d{1,15}$/.test(cursor))
        throw new ApiError("bad_request", "This cursor is not one of ours. Begin without one.");
      const { read, changed, next } = await rederive(
        hub.store,
        hub.settings.timeZone,
        Number(cursor),
        CHUNKS,
      );
      return { version: RULES, read, changed, next: next === undefined ? null : String(next) };
    },
  };
}
