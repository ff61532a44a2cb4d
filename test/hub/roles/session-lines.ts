import type { EndpointName } from "../../../lib/contract/endpoints.ts";
import { admins, everybody, type Line, members, NOBODY, none } from "./line.ts";

export const sessionLines = {
  openSession: {
    answers: everybody,
    ask: async ({ invite }) => ({ code: await invite(), name: "Dana" }),
  },
  codeKind: { answers: everybody, ask: async ({ invite }) => ({ code: await invite() }) },
  signOutEverywhere: { answers: members },
  teams: { answers: members },
  today: { answers: members },
  signInLink: {
    answers: none(admins),
    ask: ({ email }) => ({ email: email() }),
    by: /No member has this address/,
  },
  addTeam: { answers: admins, ask: ({ email }) => ({ name: email() }) },
  changeTeam: { answers: none(admins), ask: () => ({ id: NOBODY, name: "West" }), by: /no such team/ },
  deleteTeam: { answers: none(admins), ask: () => ({ id: NOBODY }), by: /no such team/ },
  sharedMailboxes: { answers: admins },
  changeSharedMailboxes: { answers: admins, ask: () => ({ items: ["leads@acme.example"] }) },
} satisfies Partial<Record<EndpointName, Line>>;
