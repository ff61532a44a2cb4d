import { tellAccountChanged } from "../bridge/account-signal.ts";
import { browser } from "../bridge/browser.ts";
import { failed, type Result } from "../bridge/result.ts";
import type { EndpointName, ReplyOf, RequestOf } from "../contract/endpoints.ts";
import { accountHere } from "./account.ts";
import { clearContexts } from "./context-cache.ts";
import { type CallOptions, callHub } from "./hub-client.ts";
import { MINE_KEY } from "./mine-key.ts";
import { noteAnswer, noteFailure } from "./notes.ts";
import { type Account, markSignedOut } from "./vault.ts";

export const NOT_CONNECTED = failed("not_connected", "Leadside is not connected yet.");
const ELSEWHERE = failed("not_connected", "Your company's policy does not allow this Leadside.", "policy");
const SIGNED_OUT = failed(
  "signed_out",
  "Your access was ended. Ask your admin for a new invitation, or connect by a code from another device of yours.",
);

/** The account that may ask the hub, or why there is none. Throws `VaultError`. */
export async function usableAccount(): Promise<Result<Account>> {
  const { account, elsewhere } = await accountHere();
  if (!account) return elsewhere ? ELSEWHERE : NOT_CONNECTED;
  return account.signedOut ? SIGNED_OUT : { ok: true, value: account };
}

/**
 * Asks the hub as an account, and notes how it went; with `unnoted` only that it answered, for what is asked each minute
 * and would push every other failure out. A refused token is remembered, so that the hub is not
 * asked again with it.
 */
export async function askHub<Name extends EndpointName>(
  account: Account,
  name: Name,
  request: RequestOf<Name>,
  options: CallOptions & { unnoted?: boolean } = {},
): Promise<Result<ReplyOf<Name>>> {
  const result = await callHub(account, name, request, options);
  const at = new Date().toISOString();
  if (result.ok) {
    await noteAnswer(at);
  } else {
    const { code, hubCode } = result.error;
    if (!options.unnoted) await noteFailure({ at, call: name, code, ...(hubCode ? { hubCode } : {}) });
    if (code === "signed_out" && (await markSignedOut(account.token))) await forgetAllShown();
  }
  return result;
}

/**
 * Asks what a panel will show. An answer that comes when its account is gone is dropped: those who look at the
 * screen now may not be those who asked.
 */
export async function askForPanel<Name extends EndpointName>(
  account: Account,
  name: Name,
  request: RequestOf<Name>,
  options?: CallOptions,
): Promise<Result<ReplyOf<Name>>> {
  const result = await askHub(account, name, request, options);
  const now = await usableAccount();
  if (!now.ok) return now;
  return now.value.token === account.token ? result : failed("refused", "You connected anew. Try again.");
}

/** The account ended or changed: forgets what it was shown, and has every open panel emptied. */
export async function forgetAllShown(): Promise<void> {
  await clearContexts();
  await browser.storage.session.remove(MINE_KEY);
  await tellAccountChanged();
}
