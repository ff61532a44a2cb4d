import { ROLES } from "../../lib/contract/member.ts";
import { type Command, needOneOf, when } from "./command.ts";

export const memberCommands: Command[] = [
  {
    usage: "invite --email dana@acme.example --role rep",
    help: `Invites one person: one use, seven days. Roles: ${ROLES.join(", ")}.`,
    options: { email: "text", role: "text" },
    plan(typed) {
      const request = { email: typed.need("email"), role: needOneOf(typed, "role", ROLES) };
      return async ({ connect }) => {
        const reply = await (await connect()).call("invite", request);
        const text = `Send this link to ${reply.email}. It works once, until ${when(reply.expiresAt)}:\n\n  ${reply.link}`;
        return { reply, text };
      };
    },
  },
];
