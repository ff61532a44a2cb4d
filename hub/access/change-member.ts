import type { Role } from "../../lib/contract/member.ts";
import { ApiError } from "../http/api-error.ts";
import type { Handler } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import type { Sql } from "../store/store.ts";
import { voidDeviceCodes } from "./device-code.ts";
import { isLastAdmin, lockRoles } from "./last-admin.ts";
import { listedMember } from "./listed-member.ts";
import { voidSignInLinks } from "./sign-out-everywhere.ts";

/** Another role; out, with every device at once; or in again, to be invited anew. */
export function changeMemberHandler(hub: Hub): Handler<"changeMember"> {
  return ({ id, role, active }) =>
    hub.store.transaction(async (sql) => {
      const now = hub.now();
      // Whoever joins holds their invitation first, then the roles: so does this.
      await sql.query(
        "select 1 from invite where member_id = $1 and used_at is null order by id for update",
        [id],
      );
      await lockRoles(sql);
      const [member] = await sql.query<{ role: Role; deactivated_at: Date | null }>(
        "select role, deactivated_at from member where id = $1 for update",
        [id],
      );
      if (!member) throw noMember();
      const losesAdmin = active === false || (role !== undefined && role !== "admin");
      if (losesAdmin && (await isLastAdmin(sql, id))) {
        throw new ApiError(
          "conflict",
          "This is the last admin. Make somebody else an admin first, or nobody could manage members any more.",
        );
      }
      if (role !== undefined) await giveRole(sql, id, role);
      if (active === false) await shutOut(sql, id, now);
      if (active === true) await sql.query("update member set deactivated_at = null where id = $1", [id]);
      return { member: await listedMember(sql, id) };
    });
}

export const noMember = () => new ApiError("not_found", "There is no such member. List the members again.");

/** Also by an invitation that is still open: the last word on a role is what holds. */
async function giveRole(sql: Sql, id: string, role: Role): Promise<void> {
  await sql.query("update member set role = $2 where id = $1", [id, role]);
  await sql.query("update invite set role = $2 where member_id = $1 and used_at is null", [id, role]);
}

/** Whoever is let in again later comes by a new invitation, not with a device that was lost meanwhile. */
async function shutOut(sql: Sql, id: string, now: Date): Promise<void> {
  await sql.query("update member set deactivated_at = coalesce(deactivated_at, $2) where id = $1", [id, now]);
  await sql.query("update token set revoked_at = $2 where member_id = $1 and revoked_at is null", [id, now]);
  await voidDeviceCodes(sql, { memberId: id }, now);
  await voidSignInLinks(sql, id, now);
  await sql.query(
    `update invite set revoked_at = $2, expires_at = least(expires_at, $2)
     where member_id = $1 and used_at is null and revoked_at is null`,
    [id, now],
  );
}
