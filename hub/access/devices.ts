import type { Device } from "../../lib/contract/member.ts";
import { ApiError } from "../http/api-error.ts";
import type { Sql } from "../store/store.ts";

/**
 * A member's devices that are let in, the one used last first.
 * @param current the token that asks, if it is one of them
 */
export async function readDevices(
  sql: Sql,
  memberId: string,
  current: string | undefined,
): Promise<Device[]> {
  const rows = await sql.query<{
    id: string;
    device: string | null;
    created_at: Date;
    last_used_at: Date | null;
  }>(
    `select id, device, created_at, last_used_at from token
     where member_id = $1 and revoked_at is null
     order by coalesce(last_used_at, created_at) desc, id`,
    [memberId],
  );
  return rows.map(({ id, device, created_at, last_used_at }) => ({
    id,
    name: device,
    createdAt: created_at.toISOString(),
    lastUsedAt: last_used_at?.toISOString() ?? null,
    current: id === current,
  }));
}

/**
 * Refuses a device from now on; one that was refused before stays so.
 * @param memberId whose it must be; any member's if absent
 * @throws ApiError `not_found`
 */
export async function refuseDevice(
  sql: Sql,
  { id, memberId }: { id: string; memberId?: string },
  now: Date,
): Promise<void> {
  const known = await sql.query(
    `update token set revoked_at = coalesce(revoked_at, $3)
     where id = $1 and ($2::uuid is null or member_id = $2) returning id`,
    [id, memberId ?? null, now],
  );
  if (known.length === 0) {
    throw new ApiError("not_found", "There is no such device. List the devices again.");
  }
}
