import type { ListedMember, Role } from "../../lib/contract/member.ts";
import type { Sql } from "../store/store.ts";

interface Row {
  id: string;
  name: string;
  email: string;
  role: Role;
  created_at: Date;
  deactivated_at: Date | null;
  devices: number;
  last_used_at: Date | null;
}

/** All members with their devices; those who may come in first, by name. A company has some hundreds, so one page is all. */
export async function listedMembers(sql: Sql): Promise<ListedMember[]> {
  return (await readRows(sql, null)).map(listed);
}

/** One of them. */
export async function listedMember(sql: Sql, id: string): Promise<ListedMember> {
  const [row] = await readRows(sql, id);
  if (!row) throw new Error("A member is not among the members");
  return listed(row);
}

function readRows(sql: Sql, id: string | null): Promise<Row[]> {
  return sql.query<Row>(
    `select member.id, member.name, identity.shown as email, member.role, member.created_at, member.deactivated_at,
            (count(token.id) filter (where token.revoked_at is null
              and (token.expires_at is null or token.expires_at > now())))::int as devices,
            max(token.last_used_at) as last_used_at
     from member
     join sign_in_identity identity on identity.member_id = member.id and identity.kind = 'email'
     left join token on token.member_id = member.id
     where $1::uuid is null or member.id = $1
     group by member.id, identity.id
     order by member.deactivated_at is not null, lower(member.name), member.id`,
    [id],
  );
}

function listed({ created_at, deactivated_at, last_used_at, ...row }: Row): ListedMember {
  return {
    ...row,
    createdAt: created_at.toISOString(),
    deactivatedAt: deactivated_at?.toISOString() ?? null,
    lastUsedAt: last_used_at?.toISOString() ?? null,
  };
}
