import type { ErasurePreview } from "../../lib/contract/privacy.ts";
import type { Sql } from "../store/store.ts";
import { addressOf } from "./erase-person.ts";
import { findSubject } from "./find-subject.ts";

const KINDS = ["user_id", "anonymous_id", "crm_record"] as const;

/**
 * Says whom an erasure would take, before anybody is erased.
 * @throws ApiError bad_request for what is no address
 */
export async function previewErasure(sql: Sql, email: string): Promise<ErasurePreview> {
  const { addresses, identities, several } = await findSubject(sql, addressOf(email));
  const [row] = await sql.query<{ count: number }>(
    "select count(*)::int as count from touchpoint where identity_id = any($1::bigint[])",
    [identities.map(({ id }) => id)],
  );
  const names = KINDS.map((kind) => ({ kind, count: identities.filter((one) => one.kind === kind).length }));
  return {
    addresses,
    names: names.filter(({ count }) => count > 0),
    touchpoints: row?.count ?? 0,
    notHeldOff: several.length,
  };
}
