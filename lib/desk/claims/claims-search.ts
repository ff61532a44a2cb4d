import { z } from "zod";
import { CLAIM_VIEWS } from "../../contract/claim.ts";

/** What the list of talking points shows, as it stands in its address; what it does not understand is left out. */
export const ClaimsSearch = z.object({
  view: z.enum(CLAIM_VIEWS).optional().catch(undefined),
  query: z.coerce.string().max(200).optional().catch(undefined),
});
export type ClaimsSearch = z.infer<typeof ClaimsSearch>;

/** `edit`: a new version is being written. */
export const ClaimSearch = z.object({ edit: z.literal(true).optional().catch(undefined) });

/** Without what is not asked for, so that addresses stay short. */
export function shortClaimsSearch({ view, query }: ClaimsSearch): ClaimsSearch {
  return { ...(view && view !== "all" ? { view } : {}), ...(query ? { query } : {}) };
}
