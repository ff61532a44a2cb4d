import { z } from "zod";
import { browser } from "../bridge/browser.ts";
import { ok, type Result } from "../bridge/result.ts";
import { MineReply } from "../contract/share.ts";
import { accountHere } from "./account.ts";
import { askHub } from "./hub.ts";
import { MINE_KEY } from "./mine-key.ts";
import type { Account } from "./vault.ts";

/** A hub without content is asked again after this, in milliseconds: it may have been updated. */
const REST_MS = 60 * 60_000;

/** Who read what the member sent and what came of their feedback, as the hub said last. `reply` null: it knows no content. Lives until the browser closes. */
const Kept = z.object({ whose: z.string(), at: z.string(), reply: MineReply.nullable() });
type Kept = z.infer<typeof Kept>;

const ownerOf = ({ hub, member }: Account) => `${hub} ${member.id}`;

/** What the hub said last to this account, or null. */
export async function keptMine(account: Account): Promise<Kept | null> {
  const kept = Kept.safeParse((await browser.storage.session.get(MINE_KEY))[MINE_KEY]);
  return kept.success && kept.data.whose === ownerOf(account) ? kept.data : null;
}

/**
 * Asks the hub what changed for the member.
 * @returns null from a hub that knows no content
 */
export async function askMine(account: Account): Promise<Result<MineReply | null>> {
  const before = await keptMine(account);
  if (before?.reply === null && Date.now() - Date.parse(before.at) < REST_MS) return ok(null);
  const answer = await askHub(account, "mine", undefined, {
    tries: 1,
    timeout: 10_000,
    unnoted: true,
  });
  const unknown = !answer.ok && answer.error.hubCode === "not_found";
  if (!answer.ok && !unknown) return answer;
  const reply = answer.ok ? answer.value : null;
  // An answer that comes when its account is gone is nobody's.
  const { account: now } = await accountHere();
  if (now?.token !== account.token) return ok(null);
  const kept: Kept = { whose: ownerOf(account), at: new Date().toISOString(), reply };
  await browser.storage.session.set({ [MINE_KEY]: kept });
  return ok(reply);
}
