import type { Context } from "hono";
import { addressHashes } from "../address-hash.ts";
import type { ClientAddress } from "../http/client-address.ts";
import type { Hub } from "../hub.ts";

/** Longer user agents say nothing more. */
const LONGEST = 400;

/** What a request to a link says of who sends it. */
export function evidenceOf({ req }: Context) {
  return {
    method: req.method,
    agent: (req.header("user-agent") ?? "").slice(0, LONGEST),
    purpose: [req.header("sec-purpose"), req.header("purpose"), req.header("x-moz"), req.header("x-purpose")]
      .filter((said) => said !== undefined)
      .join(" ")
      .slice(0, LONGEST),
    language: (req.header("accept-language") ?? "") !== "",
  };
}

/** The browser asks, for its user, not to be followed. */
export const asksForPrivacy = ({ req }: Context): boolean => req.header("sec-gpc") === "1";

export function hashesOf(hub: Hub, context: Context, clientAddress: ClientAddress): Promise<Buffer[]> {
  return addressHashes(hub, clientAddress.own(context), hub.now());
}
