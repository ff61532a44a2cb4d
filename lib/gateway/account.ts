import { forbids, readPolicy } from "./policy.ts";
import { type Account, readAccount } from "./vault.ts";

/**
 * The account that counts in this browser. One at a hub that the company's policy forbids does not: it is kept, and
 * nothing is asked or sent with it. Throws `VaultError`.
 */
export async function accountHere(): Promise<{ account: Account | null; elsewhere: Account | null }> {
  const [account, policy] = await Promise.all([readAccount(), readPolicy()]);
  if (account && forbids(policy, account.hub)) return { account: null, elsewhere: account };
  return { account, elsewhere: null };
}
