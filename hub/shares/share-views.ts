import type { z } from "zod";
import type { ShareView } from "../../lib/contract/share.ts";
import { ApiError } from "../http/api-error.ts";
import type { Handler } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import { teamsOf } from "../library/may-use.ts";
import { libraryOf } from "../library/read-library.ts";
import type { People } from "./addressee.ts";
import { findShare, memberOf } from "./find-share.ts";
import { shareOf } from "./share-row.ts";

const MOST = 100;

interface Row {
  what: "fetch" | "view";
  at: Date;
  classification: z.input<typeof ShareView>["classification"];
  reason: string;
  version: number | null;
  seconds: number | null;
}

/** Who or what opened a link. Its maker's, who writes content's, and of whoever looked that person up. */
export function shareViewsHandler(hub: Hub, people: Pick<People, "lookedUp">): Handler<"shareViews"> {
  return async ({ id }, call) => {
    const { store } = hub;
    const member = memberOf(call);
    const row = await findShare(store, id);
    const asked = { identityId: row.identity_id, memberId: member.id, now: hub.now() };
    if (row.member_id !== member.id && member.role === "rep" && !(await people.lookedUp(store, asked))) {
      throw new ApiError("forbidden", "Open the record of whom this was sent to first.");
    }
    const [library, teams, pages, views] = await Promise.all([
      libraryOf(hub),
      teamsOf(store, member.id),
      store.query<{ page: number; ms: number }>(
        `select p.part as page, sum(p.ms)::bigint as ms from link_view v join link_view_part p on p.view_id = v.id
         where v.share_id = $1 and v.classification = 'person' group by p.part order by p.part`,
        [id],
      ),
      // What the page told stands for the fetch of that page.
      store.query<Row>(
        `(select 'view' as what, v.began_at as at, v.classification, v.reason, n.number as version,
            case when v.evidence ? 'limited' then null else v.seconds end as seconds
          from link_view v left join asset_version n on n.id = v.version_id
          where v.share_id = $1 order by v.began_at desc limit ${MOST})
         union all
         (select 'fetch', f.at, f.classification, f.reason, null, null from link_fetch f
          where f.share_id = $1 and not exists (select 1 from link_view v where v.fetch_id = f.id)
          order by f.at desc limit ${MOST})
         order by at desc limit ${MOST}`,
        [id],
      ),
    ]);
    const share = shareOf(row, { library, hub, memberId: member.id, reader: { role: member.role, teams } });
    if (share === undefined) throw new ApiError("not_found", "There is no such link (any more).");
    return {
      share,
      pages: pages.map(({ page, ms }) => ({ page, seconds: Math.round(ms / 100) / 10 })),
      views: views.map((view) => ({ ...view, at: view.at.toISOString() })),
    };
  };
}
