import type { Handler, Handlers } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import { callingMember } from "./caller.ts";
import { refuseDevice } from "./devices.ts";
import { inviteHandler } from "./invite.ts";
import { joinHandler } from "./join.ts";

/** Members, how they come in, and how they go. */
export function accessHandlers(hub: Hub): Pick<Handlers, "invite" | "join" | "me" | "signOut"> {
  return {
    invite: inviteHandler(hub),
    join: joinHandler(hub),
    me: meHandler(hub),
    signOut: signOutHandler(hub),
  };
}

function meHandler(hub: Hub): Handler<"me"> {
  return async (_request, call) => {
    const { member, tokenId } = callingMember(call);
    const [token] = await hub.store.query<{ created_at: Date }>(
      "select created_at from token where id = $1",
      [tokenId],
    );
    return { member, since: (token?.created_at ?? hub.now()).toISOString() };
  };
}

function signOutHandler(hub: Hub): Handler<"signOut"> {
  return async (_request, call) => {
    const { member, tokenId } = callingMember(call);
    const own = { id: tokenId, memberId: member.id };
    await hub.store.transaction((sql) => refuseDevice(sql, own, hub.now()));
    call.endSession();
    return { revoked: true };
  };
}
