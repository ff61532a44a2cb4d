import type { Hub } from "../hub.ts";
import { OPEN_STATUSES } from "./listed.ts";
import { isVisible } from "./visible.ts";

/** How many open items are about an asset, also by what came of sending it; merged ones are one. */
export async function openFeedbackOf(
  { store, now }: Pick<Hub, "store" | "now">,
  assetId: string,
): Promise<number> {
  const [row] = await store.query<{ open: number }>(
    `select count(*)::int as open from feedback f
     where f.asset_id = $1 and ${isVisible("$2")} and f.status in ${OPEN_STATUSES}`,
    [assetId, now()],
  );
  return row?.open ?? 0;
}
