import type { Handlers } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import { callingMember } from "./caller.ts";
import { changeMemberHandler, noMember } from "./change-member.ts";
import { addDeviceHandler } from "./device-code.ts";
import { readDevices, refuseDevice } from "./devices.ts";
import { listedMembers } from "./listed-member.ts";
import { openInvites, revokeInvite } from "./open-invites.ts";

type MemberHandlers = Pick<
  Handlers,
  | "invites"
  | "revokeInvite"
  | "members"
  | "changeMember"
  | "memberDevices"
  | "revokeMemberDevice"
  | "devices"
  | "addDevice"
  | "revokeDevice"
>;

/** Members and their devices. */
export function memberHandlers(hub: Hub): MemberHandlers {
  const { store } = hub;
  return {
    async invites() {
      return { items: await openInvites(store, hub.now()), next: null };
    },
    async revokeInvite({ id }) {
      await revokeInvite(store, id, hub.now());
      return { revoked: true };
    },
    async members() {
      return { items: await listedMembers(store), next: null };
    },
    changeMember: changeMemberHandler(hub),
    async memberDevices({ memberId }, { caller }) {
      const current = caller.kind === "member" ? caller.tokenId : undefined;
      const [known] = await store.query("select 1 from member where id = $1", [memberId]);
      if (!known) throw noMember();
      return { items: await readDevices(store, memberId, current, hub.now()), next: null };
    },
    async revokeMemberDevice({ id }) {
      await store.transaction((sql) => refuseDevice(sql, { id }, hub.now()));
      return { revoked: true };
    },
    async devices(_request, call) {
      const { member, tokenId } = callingMember(call);
      return { items: await readDevices(store, member.id, tokenId, hub.now()), next: null };
    },
    addDevice: addDeviceHandler(hub),
    async revokeDevice({ id }, call) {
      const memberId = callingMember(call).member.id;
      await store.transaction((sql) => refuseDevice(sql, { id, memberId }, hub.now()));
      return { revoked: true };
    },
  };
}
