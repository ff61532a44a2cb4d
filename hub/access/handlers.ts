import type { Handler, Handlers } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import { callingMember } from "./caller.ts";
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
    const { tokenId } = callingMember(call);
    await hub.store.query("update token set revoked_at = $2 where id = $1 and revoked_at is null", [
      tokenId,
      hub.now(),
    ]);
    return { revoked: true };
  };
}
