import type { ContextView } from "../bridge/messages.ts";
import { ok, type Result } from "../bridge/result.ts";
import type { RecordRef } from "../contract/record.ts";
import { recordKey } from "../contract/record-key.ts";
import {
  type EmailHint,
  keepContext,
  keptContext,
  rememberedContext,
  touchContext,
} from "./context-cache.ts";
import { waitingFeedback, withGiven } from "./given-feedback.ts";
import { askForPanel, usableAccount } from "./hub.ts";
import { flushOutbox, waitingEntries } from "./outbox.ts";
import { mayReadHint } from "./policy.ts";
import { waitingPutAway, withoutRecommended } from "./put-away.ts";
import type { Account } from "./vault.ts";

/** What is being asked right now, so that two panels on one record ask once. Lost with the worker, which is fine. */
const asking = new Map<string, Promise<Result<ContextView>>>();

/** What is kept of the record, at once, or null. */
export async function readKept(record: RecordRef, given?: EmailHint): Promise<Result<ContextView | null>> {
  const account = await usableAccount();
  if (!account.ok) return account;
  const mayHint = await mayReadHint();
  const email = allowed(given, mayHint);
  // Whom the page's e-mail found is shown again only while that e-mail may be read.
  const kept = await (email || !mayHint
    ? keptContext(account.value, record, email)
    : rememberedContext(account.value, record));
  if (kept) await touchContext(account.value, record, new Date().toISOString());
  // Who has nothing to show asks the hub next: that question finds this one on its way.
  else readFresh(record, email).catch(() => {});
  return ok(kept && (await asDone(account.value, record, kept)));
}

/** Asks the hub; when it cannot be reached, what is kept, marked stale, else the failure. */
export async function readFresh(record: RecordRef, given?: EmailHint): Promise<Result<ContextView>> {
  const account = await usableAccount();
  if (!account.ok) return account;
  const email = allowed(given, await mayReadHint());
  const key = [account.value.token, recordKey(record), email?.value ?? "", email?.from ?? ""].join(" ");
  const running = asking.get(key);
  if (running) return running;
  const answer = fetchContext(account.value, record, email).finally(() => asking.delete(key));
  asking.set(key, answer);
  return answer;
}

/** What may go along: a panel that was open when the policy came still gives what its page showed. */
function allowed(email: EmailHint | undefined, mayHint: boolean): EmailHint | undefined {
  return email?.from === "page" && !mayHint ? undefined : email;
}

async function fetchContext(
  account: Account,
  record: RecordRef,
  email: EmailHint | undefined,
): Promise<Result<ContextView>> {
  const hints = email ? { hints: { email: email.value, emailFrom: email.from } } : {};
  const answer = await askForPanel(account, "context", { record, ...hints });
  if (answer.ok) {
    const view: ContextView = { context: answer.value, fetchedAt: new Date().toISOString() };
    await keepContext(account, record, email, view);
    // The hub answers: what waits need not wait for the alarm.
    const done = await asDone(account, record, view);
    flushOutbox().catch(() => {});
    return ok(done);
  }
  if (answer.error.code !== "out_of_reach") return answer;
  const kept = await keptContext(account, record, email);
  if (!kept) return answer;
  const done = await asDone(account, record, kept);
  return ok({ ...done, stale: { reason: "out_of_reach", message: answer.error.message } });
}

/** What the hub knows, with what the rep said and less what they put away, as far as that still waits to be sent. */
async function asDone(account: Account, record: RecordRef, view: ContextView): Promise<ContextView> {
  const waiting = await waitingEntries(account);
  const left = withoutRecommended(view.context, waitingPutAway(waiting, record));
  return { ...view, context: waitingFeedback(waiting, record).reduce(withGiven, left) };
}
