import { readPolicy } from "./policy.ts";
import { type Account, readAccount } from "./vault.ts";

/**
 * The account that counts in this browser. One at another hub than the company's policy names does not: it is kept,
 * and nothing is asked or sent with it. Throws `VaultError`.
 */
export async function accountHere(): Promise<{ account: Account | null; elsewhere: Account | null }> {
  const [account, { hub }] = await Promise.all([readAccount(), readPolicy()]);
  if (account && hub !== null && account.hub !== hub) return { account: null, elsewhere: account };
  return { account, elsewhere: null };
}
