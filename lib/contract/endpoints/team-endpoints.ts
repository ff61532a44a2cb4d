import * as team from "../team.ts";
import type { Endpoint } from "./endpoint.ts";

/** Teams of members. */
export const teamEndpoints = {
  teams: {
    method: "GET",
    path: "/api/teams",
    needs: "readContent",
    write: false,
    summary: "Teams and who is in them",
    reply: team.TeamsReply,
  },
  addTeam: {
    method: "POST",
    path: "/api/teams",
    needs: "manageMembers",
    write: true,
    summary: "Add a team",
    request: team.AddTeamRequest,
    reply: team.TeamReply,
  },
  changeTeam: {
    method: "POST",
    path: "/api/teams/change",
    needs: "manageMembers",
    write: false,
    summary: "Rename a team, or say who is in it",
    request: team.ChangeTeamRequest,
    reply: team.TeamReply,
  },
  deleteTeam: {
    method: "POST",
    path: "/api/teams/delete",
    needs: "manageMembers",
    write: false,
    summary: "Delete a team",
    request: team.DeleteTeamRequest,
    reply: team.DeleteTeamReply,
  },
} as const satisfies Record<string, Endpoint>;
