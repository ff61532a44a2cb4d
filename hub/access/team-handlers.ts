import type { Team } from "../../lib/contract/team.ts";
import { ApiError } from "../http/api-error.ts";
import type { Handlers } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import { touchLibrary } from "../library/touch-library.ts";
import type { Sql } from "../store/store.ts";
import { writeOnce } from "../write-once.ts";

/** Teams of members. Who is in which decides what they may use, so every change tells the library. */
export function teamHandlers(hub: Hub): Pick<Handlers, "teams" | "addTeam" | "changeTeam" | "deleteTeam"> {
  const { store } = hub;
  return {
    teams: async () => ({ items: await readTeams(store, null), next: null }),

    addTeam: ({ name }, call) =>
      store.transaction(async (sql) => {
        const turn = await writeOnce(sql, { kind: "addTeam", call, request: { name }, now: hub.now() });
        const id = call.idempotencyKey;
        if (turn.first) {
          await refuseTaken(sql, name, id);
          await sql.query("insert into team (id, name, created_at) values ($1, $2, $3)", [
            id,
            name,
            hub.now(),
          ]);
        }
        return { team: await readTeam(sql, id) };
      }),

    changeTeam: ({ id, name, members }) =>
      store.transaction(async (sql) => {
        await holdTeam(sql, id);
        if (name !== undefined) {
          await refuseTaken(sql, name, id);
          await sql.query("update team set name = $2 where id = $1", [id, name]);
        }
        if (members !== undefined) {
          await setMembers(sql, id, members, hub.now());
          await touchLibrary(sql);
        }
        return { team: await readTeam(sql, id) };
      }),

    deleteTeam: ({ id }) =>
      store.transaction(async (sql) => {
        await holdTeam(sql, id);
        await sql.query("update team set deleted_at = $2 where id = $1", [id, hub.now()]);
        await noteGone(sql, id, [], hub.now());
        await sql.query("delete from team_member where team_id = $1", [id]);
        // What only it might use falls back to marketing, or nobody would know who may.
        await sql.query(
          `update asset set audience = 'marketing' where audience = 'teams'
             and id in (select asset_id from asset_team where team_id = $1)
             and not exists (select 1 from asset_team where asset_id = asset.id and team_id <> $1)`,
          [id],
        );
        await sql.query(
          "update asset set audience_at = $2 where id in (select asset_id from asset_team where team_id = $1)",
          [id, hub.now()],
        );
        await sql.query("delete from asset_team where team_id = $1", [id]);
        await touchLibrary(sql);
        return { deleted: true as const };
      }),
  };
}

async function readTeams(sql: Sql, id: string | null): Promise<Team[]> {
  const rows = await sql.query<{
    id: string;
    name: string;
    created_at: Date;
    members: { id: string; name: string }[];
  }>(
    `select team.id, team.name, team.created_at,
       coalesce(json_agg(json_build_object('id', member.id, 'name', member.name) order by lower(member.name), member.id)
         filter (where member.id is not null), '[]') as members
     from team
     left join team_member on team_id = team.id
     left join member on member.id = member_id and member.deactivated_at is null
     where team.deleted_at is null and ($1::uuid is null or team.id = $1)
     group by team.id order by lower(team.name), team.id`,
    [id],
  );
  return rows.map(({ created_at, ...team }) => ({ ...team, createdAt: created_at.toISOString() }));
}

async function readTeam(sql: Sql, id: string): Promise<Team> {
  const [team] = await readTeams(sql, id);
  if (!team) throw noTeam();
  return team;
}

const noTeam = () => new ApiError("not_found", "There is no such team. List the teams again.");

async function holdTeam(sql: Sql, id: string): Promise<void> {
  const held = await sql.query("select 1 from team where id = $1 and deleted_at is null for update", [id]);
  if (held.length === 0) throw noTeam();
}

async function refuseTaken(sql: Sql, name: string, id: string): Promise<void> {
  const taken = await sql.query(
    "select 1 from team where lower(name) = lower($1) and id <> $2 and deleted_at is null",
    [name, id],
  );
  if (taken.length > 0) throw new ApiError("conflict", "Another team has this name. Choose a different one.");
}

async function setMembers(sql: Sql, teamId: string, members: readonly string[], now: Date): Promise<void> {
  const ids = [...new Set(members.map((id) => id.toLowerCase()))];
  const known = await sql.query("select 1 from member where id = any($1::uuid[])", [ids]);
  if (known.length < ids.length) {
    throw new ApiError("bad_request", "members: somebody in the list is no member. List the members again.");
  }
  await noteGone(sql, teamId, ids, now);
  await sql.query("delete from team_member where team_id = $1", [teamId]);
  await sql.query("insert into team_member (team_id, member_id) select $1, unnest($2::uuid[])", [
    teamId,
    ids,
  ]);
}

/** What they clicked while they were in the team is judged as of then. */
async function noteGone(sql: Sql, teamId: string, stay: readonly string[], now: Date): Promise<void> {
  await sql.query(
    `update member set teams_at = $3 where id in (
       select member_id from team_member where team_id = $1 and member_id <> all($2::uuid[]))`,
    [teamId, stay, now],
  );
}
