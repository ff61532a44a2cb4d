import type { EndpointName } from "../../../lib/contract/endpoints.ts";
import { admins, everybody, type Line, members } from "./line.ts";

export const sessionLines = {
  openSession: { answers: everybody },
  codeKind: { answers: everybody },
  signOutEverywhere: { answers: members },
  teams: { answers: members },
  today: { answers: members },
  signInLink: { answers: admins },
  addTeam: { answers: admins },
  changeTeam: { answers: admins },
  deleteTeam: { answers: admins },
  sharedMailboxes: { answers: admins },
  changeSharedMailboxes: { answers: admins },
} satisfies Partial<Record<EndpointName, Line>>;
