import { OPEN_STATUSES } from "../feedback/listed.ts";
import { isVisible } from "../feedback/visible.ts";

/**
 * SQL: whom theme `$1` is about at the hub's time `$2`, for the opportunities behind its amount: its open items, and
 * what was merged into them.
 */
export const membersOfTheme = `
  with main as (
    select f.id, f.company_id, f.identity_id from feedback f
    where f.theme = $1 and f.status in ${OPEN_STATUSES} and ${isVisible("$2")}
  )
  select $1::text as key, company_id, identity_id from main
  union all
  select $1::text as key, f.company_id, f.identity_id
  from main join feedback f on f.merged_into = main.id and ${isVisible("$2")}`;
