import type { RecordRef } from "../../lib/contract/record.ts";
import { recordKey } from "../../lib/contract/record-key.ts";
import { ApiError } from "../http/api-error.ts";
import type { Call, Handlers } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import { mayUse, teamsOf } from "../library/may-use.ts";
import { libraryOf } from "../library/read-library.ts";
import { findPerson } from "../people/find-person.ts";
import { readPerson } from "../people/read-person.ts";
import type { Sql } from "../store/store.ts";
import { writeOnce } from "../write-once.ts";

/** "Not for this lead", and taking it back. It may come late, out of a browser that had no connection. */
export function recommendHandlers(hub: Hub): Pick<Handlers, "putAway" | "undoPutAway"> {
  const { store } = hub;
  return {
    async putAway(request, call) {
      const member = memberOf(call);
      const [library, teams] = await Promise.all([libraryOf(hub), teamsOf(store, member.id)]);
      const asset = library.assets.get(request.assetId);
      // Who may not know of it is told no more than that.
      if (asset === undefined || !mayUse(asset, { role: member.role, teams })) {
        throw new ApiError("not_found", "There is no such content for you (any more).");
      }
      const id = call.idempotencyKey;
      await store.transaction(async (sql) => {
        const { first } = await writeOnce(sql, { kind: "putAway", call, request, now: hub.now() });
        // Said again, it must not put away anew what was taken back in the meantime.
        if (!first) return;
        const identity = await identityOf(sql, member.id, request.record);
        await sql.query(
          "insert into put_away (id, identity_id, asset_id, member_id, at) values ($1, $2, $3, $4, $5)",
          [id, identity, asset.id, member.id, hub.now()],
        );
      });
      return { id };
    },

    async undoPutAway({ id }, call) {
      const member = memberOf(call);
      const [row] = await store.query<{ member_id: string }>("select member_id from put_away where id = $1", [
        id,
      ]);
      if (!row) throw new ApiError("not_found", "Nothing was put away by this id.");
      if (row.member_id !== member.id && member.role !== "admin") {
        throw new ApiError("forbidden", "Only who put this away, or an admin, can take it back.");
      }
      await store.query("update put_away set undone_at = coalesce(undone_at, $2) where id = $1", [
        id,
        hub.now(),
      ]);
      return { undone: true as const };
    },
  };
}

/**
 * What it hangs on, so that merging and parting people moves it along.
 * @throws ApiError forbidden to who never looked the record up, not_found where nobody is known
 */
async function identityOf(sql: Sql, memberId: string, record: RecordRef): Promise<number> {
  const [looked] = await sql.query<{ person_id: string | null }>(
    `select person_id from look_up where member_id = $1 and record = $2
     order by person_id is null, at desc limit 1`,
    [memberId, recordKey(record)],
  );
  if (!looked) throw new ApiError("forbidden", "Open this person's record first.");
  // By an address alone nothing is bound to the record: then it is whom the member saw there.
  const personId = (await findPerson(sql, record))?.personId ?? looked.person_id;
  const person = personId === null ? undefined : await readPerson(sql, personId);
  const own = person?.identities.filter(({ shared }) => !shared) ?? [];
  const identity =
    own.find(({ kind, value }) => kind === "crm_record" && value === record.id) ??
    own.find(({ kind }) => kind === "email") ??
    own[0];
  if (identity) return identity.id;
  throw new ApiError("not_found", "Nobody is known for this record yet, so there is nothing to put away.");
}

function memberOf({ caller }: Call) {
  if (caller.kind === "member") return caller.member;
  throw new ApiError("forbidden", "This needs a member's own access.");
}
