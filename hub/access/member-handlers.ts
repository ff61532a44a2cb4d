import { ApiError } from "../http/api-error.ts";
import type { Handlers } from "../http/handler.ts";
import type { Hub } from "../hub.ts";

/** Members and their devices. */
export function memberHandlers(
  _hub: Hub,
): Pick<
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
> {
  const missing = async (): Promise<never> => {
    throw new ApiError("unavailable", "Under construction.");
  };
  return {
    invites: missing,
    revokeInvite: missing,
    members: missing,
    changeMember: missing,
    memberDevices: missing,
    revokeMemberDevice: missing,
    devices: missing,
    addDevice: missing,
    revokeDevice: missing,
  };
}
