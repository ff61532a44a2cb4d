import { ApiError } from "../http/api-error.ts";
import type { Handlers } from "../http/handler.ts";
import type { Hub } from "../hub.ts";

/** People from a CRM report. */
export function importHandlers(_hub: Hub): Pick<Handlers, "importPeople" | "imports" | "import"> {
  const missing = async (): Promise<never> => {
    throw new ApiError("unavailable", "Under construction.");
  };
  return {
    importPeople: missing,
    imports: missing,
    import: missing,
  };
}
