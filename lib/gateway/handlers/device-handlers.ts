import { ok } from "../../bridge/result.ts";
import type { Handlers } from "../../bridge/serve.ts";
import { askHub, usableAccount } from "../hub.ts";

export type DeviceHandlers = Pick<Handlers, "page.devices" | "page.addDevice" | "page.revokeDevice">;

/** The member's other browsers, for the options page. */
export const deviceHandlers: DeviceHandlers = {
  async "page.devices"() {
    const account = await usableAccount();
    return account.ok ? askHub(account.value, "devices", undefined) : account;
  },

  async "page.addDevice"(_request, { id }) {
    const account = await usableAccount();
    return account.ok ? askHub(account.value, "addDevice", {}, { idempotencyKey: id }) : account;
  },

  async "page.revokeDevice"(device) {
    const account = await usableAccount();
    if (!account.ok) return account;
    const revoked = await askHub(account.value, "revokeDevice", device);
    return revoked.ok ? ok({}) : revoked;
  },
};
