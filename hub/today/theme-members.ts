import { isVisible } from "../feedback/visible.ts";

/** SQL: whom theme `$1` is about at the hub's time `$2`, for the opportunities behind its amount. */
export const membersOfTheme = `
  select f.theme as key, f.company_id, f.identity_id from feedback f
  where f.theme = $1 and ${isVisible("$2")}`;
