import type { z } from "zod";
import type { ClaimBody, ListedClaim } from "../../lib/contract/claim.ts";
import { guidanceWords } from "../../lib/contract/condition-words.ts";
import { titlesFor } from "../library/asset-titles.ts";
import type { Library } from "../library/library.ts";
import { isVerdict, isVisible } from "../library/visible-feedback.ts";

/**
 * The statement of what lists and a talking point's own page show.
 * @param source the chosen rows: a `from` in which they are `claim`. `$1` is now.
 * @param columns more to select, such as `, claim.created_at`
 */
export const listedFrom = (source: string, columns = "") => `
  select claim.id, claim.title, claim.owner_id, owner.name as owner, claim.fits,
    claim.verified_at, claim.verified_until, claim.retired_at,
    version.id as version_id, version.number, version.created_at as version_at, version.body, draft.body as draft,
    said.landed, said.fell_flat, open.items as open_feedback,
    exists (
      select 1 from claim_comparison compared join claim_version one on one.id in (compared.a_version_id, compared.b_version_id)
      where compared.stopped_at is null and one.claim_id = claim.id
    ) as comparing${columns}
  from ${source}
  left join lateral (select * from claim_version where claim_id = claim.id order by number desc limit 1) version on true
  left join member owner on owner.id = claim.owner_id
  left join claim_draft draft on draft.claim_id = claim.id
  left join lateral (
    select count(*) filter (where type = 'landed')::int as landed,
      count(*) filter (where type = 'fell_flat')::int as fell_flat
    from feedback f where f.claim_version_id = version.id and ${isVerdict("$1")}
  ) said on true
  left join lateral (
    select count(*)::int as items from feedback f
    where f.claim_id = claim.id and f.status in ('new', 'seen', 'planned') and ${isVisible("$1")}
  ) open on true`;

export interface ListedRow {
  id: string;
  title: string;
  owner_id: string | null;
  owner: string | null;
  fits: number | null;
  verified_at: Date | null;
  verified_until: Date | null;
  retired_at: Date | null;
  version_id: string | null;
  number: number | null;
  version_at: Date | null;
  body: ClaimBody | null;
  draft: ClaimBody | null;
  landed: number;
  fell_flat: number;
  open_feedback: number;
  comparing: boolean;
}

/** A row as the contract has it. */
export function listedClaim(library: Library, row: ListedRow): z.input<typeof ListedClaim> {
  const { version_id, number, version_at, body } = row;
  const shown = body ?? row.draft;
  return {
    id: row.id,
    title: row.title,
    owner: row.owner_id === null ? null : author(row.owner_id, row.owner),
    version:
      version_id === null || number === null || version_at === null || body === null
        ? null
        : { id: version_id, number, at: version_at.toISOString(), say: body.say },
    hasDraft: row.draft !== null,
    whenToSay: shown === null ? "" : whenToSay(library, shown),
    fits: version_id === null ? null : row.fits,
    landed: row.landed,
    fellFlat: row.fell_flat,
    openFeedback: row.open_feedback,
    verifiedAt: instant(row.verified_at),
    verifiedUntil: instant(row.verified_until),
    retiredAt: instant(row.retired_at),
    comparing: row.comparing,
  };
}

/** "VP or head of data, when they …", to who writes content and so may know of all of it; nothing where it is not said. */
export function whenToSay(library: Library, { conditions, toGet }: ClaimBody): string {
  if (conditions.to.length + conditions.when.length === 0) return "";
  return guidanceWords({ conditions, toGet }, titlesFor(library, conditions, ALL)).whenToUse;
}

const ALL = { role: "marketer", teams: new Set<string>() } as const;

export const instant = (at: Date | null): string | null => at?.toISOString() ?? null;

/** Who made something; members who were removed are nobody by name. */
export const author = (id: string | null, name: string | null) => ({
  memberId: id,
  name: name ?? "someone who left",
});
