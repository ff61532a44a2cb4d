import { failed, type Result } from "../bridge/result.ts";
import type { EndpointName, ReplyOf, RequestOf } from "../contract/endpoints.ts";
import { type CallOptions, callHub } from "./hub-client.ts";
import { noteAnswer, noteFailure } from "./notes.ts";
import { type Account, markSignedOut, readAccount } from "./vault.ts";

export const NOT_CONNECTED = failed("not_connected", "Leadside is not connected yet.");
const SIGNED_OUT = failed("signed_out", "Your access was ended. Ask your admin for a new invitation.");

/** The account that may ask the hub, or why there is none. Throws `VaultError`. */
export async function usableAccount(): Promise<Result<Account>> {
  const account = await readAccount();
  if (!account) return NOT_CONNECTED;
  return account.signedOut ? SIGNED_OUT : { ok: true, value: account };
}

/**
 * Asks the hub as an account, and notes how it went. A refused token is remembered, so that the hub is not
 * asked again with it.
 */
export async function askHub<Name extends EndpointName>(
  account: Account,
  name: Name,
  request: RequestOf<Name>,
  options: CallOptions = {},
): Promise<Result<ReplyOf<Name>>> {
  const result = await callHub(account, name, request, options);
  const at = new Date().toISOString();
  if (result.ok) {
    await noteAnswer(at);
  } else {
    const { code, hubCode } = result.error;
    await noteFailure({ at, call: name, code, ...(hubCode ? { hubCode } : {}) });
    if (code === "signed_out") await markSignedOut(account.token);
  }
  return result;
}
