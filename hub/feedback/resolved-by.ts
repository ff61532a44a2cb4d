import type { z } from "zod";
import type { AnswerFeedbackRequest } from "../../lib/contract/inbox.ts";
import { ApiError } from "../http/api-error.ts";
import type { Sql } from "../store/store.ts";
import type { CreditedVersion } from "./ask-credit.ts";
import type { LockedItem } from "./seen-items.ts";

type Request = Pick<z.output<typeof AnswerFeedbackRequest>, "status" | "resolvedBy">;

/**
 * The version that answers items: a newer one of the very asset or talking point that each is about. A wish is about
 * none, so any version can be what was wished for.
 * @throws ApiError bad_request, saying which of these does not hold
 */
export async function findResolvedBy(
  sql: Sql,
  { status, resolvedBy }: Request,
  items: readonly LockedItem[],
): Promise<CreditedVersion> {
  if (resolvedBy === undefined) {
    // Data about a person is mended where it comes from, and has no versions.
    if (status === "changed" && items.some(({ type }) => type !== "data_wrong")) {
      throw new ApiError(
        "bad_request",
        "Say which version changed because of it: its givers are shown that one.",
      );
    }
    return { assetVersionId: null, claimVersionId: null };
  }
  if (status !== "changed") {
    throw new ApiError(
      "bad_request",
      'A version that answers it makes it "Changed". Leave the version out, or say so.',
    );
  }
  const isAsset = resolvedBy.what === "asset";
  const [version] = await sql.query<{ of: string; number: number }>(
    isAsset
      ? "select asset_id as of, number from asset_version where id = $1 and state = 'ready'"
      : "select claim_id as of, number from claim_version where id = $1",
    [resolvedBy.versionId],
  );
  if (!version) {
    throw new ApiError("bad_request", "There is no such version, or it is not ready to be shown yet.");
  }
  for (const item of items) checkFits(item, version, isAsset);
  return {
    assetVersionId: isAsset ? resolvedBy.versionId : null,
    claimVersionId: isAsset ? null : resolvedBy.versionId,
  };
}

function checkFits(item: LockedItem, version: { of: string; number: number }, isAsset: boolean): void {
  const about = item.claim_id ?? item.asset_id;
  if (about === null) return;
  if (about !== version.of || isAsset !== (item.claim_id === null)) {
    throw new ApiError(
      "bad_request",
      "This version is of something else than what the feedback is about. Answer these items apart.",
    );
  }
  if (item.version !== null && version.number <= item.version) {
    throw new ApiError(
      "bad_request",
      `It was said of version ${item.version}: version ${version.number} cannot be what changed because of it.`,
    );
  }
}
