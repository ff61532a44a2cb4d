import type { ReplyOf } from "../../lib/contract/endpoints.ts";
import { type ListedMember, ROLES } from "../../lib/contract/member.ts";
import { type Command, CommandFailed, needOneOf, needWord, when } from "./command.ts";
import type { HubApi } from "./hub-api.ts";
import { table } from "./table.ts";

const WHO = "the member's e-mail address";

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
  {
    usage: "invites list",
    help: "Invitations that still admit somebody.",
    plan:
      () =>
      async ({ connect }) => {
        const reply = await (await connect()).call("invites", undefined);
        const rows = reply.items.map(({ email, role, expiresAt, id }) => [email, role, expiresAt, id]);
        const text = rows.length > 0 ? table(["E-mail", "Role", "Until", "Id"], rows) : "None is open.";
        return { reply, text };
      },
  },
  {
    usage: "invites revoke <email>",
    help: "Takes back what an address was invited with and did not use. By the invitation's id, just that one.",
    plan(typed) {
      const word = needWord(typed, 0, "the address that was invited, or the invitation's id");
      return async ({ connect }) => {
        const hub = await connect();
        const { items } = await hub.call("invites", undefined);
        const meant = items.filter(({ id, email }) => id === word || sameAddress(email, word));
        if (meant.length === 0)
          throw new CommandFailed(`No invitation of ${word} is open. See: invites list`);
        for (const { id } of meant) await hub.call("revokeInvite", { id });
        const links = meant.length === 1 ? "The link admits" : `${meant.length} links admit`;
        return { reply: { revoked: meant }, text: `${links} nobody any more.` };
      };
    },
  },
  {
    usage: "sign-in-link --email dana@acme.example",
    help: "A link that signs a member in at the desk, once, for a day: for who lost every other way in.",
    options: { email: "text" },
    plan(typed) {
      const email = typed.need("email");
      return async ({ connect }) => {
        const reply = await (await connect()).call("signInLink", { email });
        const text = `Send this link to ${email}. It works once, until ${when(reply.expiresAt)}:\n\n  ${reply.link}`;
        return { reply, text };
      };
    },
  },
  {
    usage: "members list",
    help: "Members, their roles and devices.",
    plan:
      () =>
      async ({ connect }) => {
        const reply = await (await connect()).call("members", undefined);
        return { reply, text: memberTable(reply) };
      },
  },
  {
    usage: "members role <email> --role marketer",
    help: `Gives a member another role. Roles: ${ROLES.join(", ")}. The last admin stays one.`,
    options: { role: "text" },
    plan(typed) {
      const role = needOneOf(typed, "role", ROLES);
      return onMember(needWord(typed, 0, WHO), async (hub, { id }) => {
        const reply = await hub.call("changeMember", { id, role });
        return { reply, text: `${reply.member.name} is ${role} now.` };
      });
    },
  },
  {
    usage: "members deactivate <email>",
    help: "Shuts a member out: every device of theirs is refused at once. What they did stays.",
    plan: (typed) =>
      onMember(needWord(typed, 0, WHO), async (hub, { id, devices }) => {
        const reply = await hub.call("changeMember", { id, active: false });
        const ended = devices === 1 ? "One device was" : `${devices} devices were`;
        return { reply, text: `${reply.member.name} is out. ${ended} signed out.` };
      }),
  },
  {
    usage: "members reactivate <email>",
    help: "Lets a member in again. Their devices stay signed out: invite them anew.",
    plan: (typed) =>
      onMember(needWord(typed, 0, WHO), async (hub, { id, email, role }) => {
        const reply = await hub.call("changeMember", { id, active: true });
        const text = `${reply.member.name} may come in again. For a link: invite --email ${email} --role ${role}`;
        return { reply, text };
      }),
  },
  {
    usage: "members devices <email>",
    help: "The browsers that a member is connected with.",
    plan: (typed) =>
      onMember(needWord(typed, 0, WHO), async (hub, { id }) => {
        const reply = await hub.call("memberDevices", { memberId: id });
        const rows = reply.items.map((device) => [
          device.name ?? "unnamed",
          device.createdAt,
          device.lastUsedAt ?? "never",
          device.id,
        ]);
        const text =
          rows.length > 0 ? table(["Device", "Since", "Last used", "Id"], rows) : "They have no device.";
        return { reply, text };
      }),
  },
  {
    usage: "members revoke-device <id>",
    help: "Refuses a device from now on, such as a lost laptop. Its id stands in: members devices",
    plan(typed) {
      const id = needWord(typed, 0, "the device's id, as in: members devices dana@acme.example");
      return async ({ connect }) => {
        const reply = await (await connect()).call("revokeMemberDevice", { id });
        return { reply, text: "This device is signed out." };
      };
    },
  },
];

function onMember(
  email: string,
  act: (hub: HubApi, member: ListedMember) => Promise<{ reply: object; text: string }>,
): ReturnType<Command["plan"]> {
  return async ({ connect }) => {
    const hub = await connect();
    const { items } = await hub.call("members", undefined);
    const member = items.find((one) => one.id === email || sameAddress(one.email, email));
    if (!member) throw new CommandFailed(`No member has the address ${email}. See: members list`);
    return act(hub, member);
  };
}

/** The hub compares addresses more closely; no two of its members differ in case alone. */
const sameAddress = (one: string, other: string) => one.toLowerCase() === other.trim().toLowerCase();

function memberTable({ items }: ReplyOf<"members">): string {
  if (items.length === 0) return "There is no member yet. See: invite";
  return table(
    ["Name", "E-mail", "Role", "Devices", "Last used", "State"],
    items.map((member) => [
      member.name,
      member.email,
      member.role,
      member.devices,
      member.lastUsedAt ?? "never",
      member.deactivatedAt === null ? "active" : "deactivated",
    ]),
  );
}
