import type { Device } from "../../lib/contract/member.ts";
import { ApiError } from "../http/api-error.ts";
import type { Sql } from "../store/store.ts";
import { voidDeviceCodes } from "./device-code.ts";

/**
 * A member's devices and sign-ins that are let in, the one used last first.
 * @param current the token that asks, if it is one of them
 */
export async function readDevices(
  sql: Sql,
  memberId: string,
  current: string | undefined,
  now: Date,
): Promise<Device[]> {
  const rows = await sql.query<{
    id: string;
    kind: "extension" | "session";
    device: string | null;
    created_at: Date;
    last_used_at: Date | null;
  }>(
    `select id, kind, device, created_at, last_used_at from token
     where member_id = $1 and revoked_at is null and (expires_at is null or expires_at > $2)
     order by coalesce(last_used_at, created_at) desc, id`,
    [memberId, now],
  );
  return rows.map(({ id, kind, device, created_at, last_used_at }) => ({
    id,
    kind,
    name: device,
    createdAt: created_at.toISOString(),
    lastUsedAt: last_used_at?.toISOString() ?? null,
    current: id === current,
  }));
}

/**
 * Refuses a device from now on; one that was refused before stays so. Short codes that it made and nobody has used
 * are void with it; where an admin refuses it, all that its member's devices made.
 * @param sql a transaction
 * @param memberId whose it must be, who refuses it; an admin refuses any member's if absent
 * @throws ApiError `not_found`
 */
export async function refuseDevice(
  sql: Sql,
  { id, memberId }: { id: string; memberId?: string },
  now: Date,
): Promise<void> {
  // The member first, as everywhere: nobody joins with a code of the device while it is refused.
  const [held] = await sql.query<{ id: string }>(
    `select id from member where id = (select member_id from token where id = $1)
       and ($2::uuid is null or id = $2) for no key update`,
    [id, memberId ?? null],
  );
  if (held === undefined) {
    throw new ApiError("not_found", "There is no such device. List the devices again.");
  }
  await sql.query("update token set revoked_at = coalesce(revoked_at, $2) where id = $1", [id, now]);
  await voidDeviceCodes(sql, { memberId: held.id, tokenId: memberId === undefined ? undefined : id }, now);
}
