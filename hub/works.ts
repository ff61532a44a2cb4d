import { endGivenUp, importLines } from "./imports/import-work.ts";
import type { Works } from "./jobs/work.ts";

/** What each kind of job does. */
export const works: Works = {
  import: importLines,
  import_given_up: endGivenUp,
};
