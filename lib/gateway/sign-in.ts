import type { Connection } from "../bridge/messages.ts";
import { failed, ok, type Result } from "../bridge/result.ts";
import { accountHere } from "./account.ts";
import { forgetAllShown } from "./hub.ts";
import { callHub } from "./hub-client.ts";
import { isDeviceCode, readInvitation } from "./invitation.ts";
import { noteAnswer, readNotes } from "./notes.ts";
import { forbids, readPolicy } from "./policy.ts";
import { thisDevice } from "./this-device.ts";
import { type Account, forgetAccount, Joining, openVault, readAccount, writeAccount } from "./vault.ts";

const POLICY_NAMES_NONE = failed(
  "refused",
  "Your company's policy names its Leadside in a way that is of no use, so this browser connects to none. Ask your IT department.",
);

/** How this browser stands to the hub, as shown to the rep. Throws `VaultError`. */
export async function connection(): Promise<Connection> {
  const { account, elsewhere } = await accountHere();
  if (!account) {
    return { state: "not_connected", ...(elsewhere ? { elsewhere: new URL(elsewhere.hub).host } : {}) };
  }
  const { lastAnswerAt } = await readNotes();
  return {
    state: account.signedOut ? "signed_out" : "connected",
    address: new URL(account.hub).host,
    name: account.member.name,
    role: account.member.role,
    since: account.since,
    ...(lastAnswerAt ? { lastAnswerAt } : {}),
  };
}

/**
 * Becomes a member with an invitation link. A join whose answer was lost is repeated with the same key and
 * name, which the hub answers with a fresh token instead of "used already". Another name is another join; only
 * if the invitation turns out used, the earlier ones are asked for.
 * @param id a uuid made at the click
 */
export async function connect(text: string, name: string, id: string): Promise<Result<Connection>> {
  const policy = await readPolicy();
  if (policy.noHub) return POLICY_NAMES_NONE;
  const invitation = readInvitation(text, policy.hub);
  if (!invitation.ok) return invitation;
  const { hub, code } = invitation.value;
  // Who adds a device is known by name already.
  const called = isDeviceCode(code) ? thisDevice(navigator) : name.trim();
  if (called === "")
    return failed("refused", "Say your name. Marketing sees it beside your feedback.", "no_name");
  const before = await readAccount();
  const joining = await rememberJoining({ hub, code, name: called, key: id, earlier: [] });
  let answer = await join(hub, code, joining);
  for (const earlier of joining.earlier) {
    if (answer.ok || answer.error.hubCode !== "invite_used") break;
    answer = await join(hub, code, earlier);
  }
  if (!answer.ok) {
    if (answer.error.code === "refused") await forgetJoining();
    return answer;
  }
  const { token, member } = answer.value;
  if (token === undefined) {
    await forgetJoining();
    return failed(
      "refused",
      "This invitation was used already. Ask your admin for a new one.",
      "invite_used",
    );
  }
  const since = new Date().toISOString();
  await writeAccount({ hub, token, member, since, signedOut: false });
  await noteAnswer(since);
  // Before the revoke, which may take its time: the last member's view goes at once.
  await forgetAllShown();
  if (before && !before.signedOut && !forbids(policy, before.hub)) await revoke(before);
  return ok(await connection());
}

function join(hub: string, code: string, { name, key }: { name: string; key: string }) {
  const device = thisDevice(navigator);
  return callHub({ hub }, "join", { code, name, device }, { idempotencyKey: key });
}

/**
 * Forgets the account and what it was shown at once; then asks the hub to revoke its token, which may fail. A hub that
 * the company's policy forbids is not asked.
 */
export async function disconnect(): Promise<{ revoked: boolean }> {
  const account = await readAccount();
  if (!account) return { revoked: true };
  await forgetAccount();
  await forgetAllShown();
  if (forbids(await readPolicy(), account.hub)) return { revoked: false };
  return { revoked: await revoke(account) };
}

/** @returns whether the token is worth nothing any more */
async function revoke(account: Account): Promise<boolean> {
  const answer = await callHub(account, "signOut", undefined, { tries: 2, timeout: 4_000 });
  return answer.ok || answer.error.code === "signed_out";
}

/** Which join to send: the one under way, if link and name are the same; else the new one, after which others. Pure. */
export function nextJoin(kept: Joining | null, joining: Joining): Joining {
  if (kept?.hub !== joining.hub || kept.code !== joining.code) return joining;
  if (kept.name === joining.name) return kept;
  const tried = [{ name: kept.name, key: kept.key }, ...kept.earlier];
  const same = tried.find(({ name }) => name === joining.name);
  return { ...joining, ...same, earlier: tried.filter((one) => one !== same) };
}

/** The join under way with this code, or this one, remembered before it is sent. */
async function rememberJoining(joining: Joining): Promise<Joining> {
  const vault = await openVault();
  const change = vault.transaction("settings", "readwrite");
  const kept = Joining.safeParse(await change.store.get("joining"));
  const current = nextJoin(kept.success ? kept.data : null, joining);
  await change.store.put(current, "joining");
  await change.done;
  return current;
}

async function forgetJoining(): Promise<void> {
  const vault = await openVault();
  await vault.delete("settings", "joining");
}
