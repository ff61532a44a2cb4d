import { endGivenUp, importLines } from "./imports/import-work.ts";
import type { Works } from "./jobs/work.ts";
import { erase } from "./privacy/erase-work.ts";
import { applyRetention } from "./privacy/retention-work.ts";

/** What each kind of job does. */
export const works: Works = {
  erase,
  retention: applyRetention,
  import: importLines,
  import_given_up: endGivenUp,
};
