import type { Sql } from "../store/store.ts";
import { type Identifier, identifierKey, type Mention } from "./identifiers.ts";
import { type Identities, insertIdentities, loadIdentities, loadLocked } from "./identity-state.ts";
import { isNobodys, LinkDecisions, type Outcome, saysNothingElse } from "./link-decisions.ts";
import { withTwins } from "./record-twins.ts";
import { asMailboxes, markListed } from "./shared-mailboxes.ts";
import { writeLinks } from "./write-links.ts";

export interface Placed {
  bearer: number | undefined;
  subject: number | undefined;
  outcome: Outcome;
}

export interface Resolved {
  /** For each mention, in order, the identity of its bearer and of its subject, and what it told that was new. */
  placed: Placed[];
  /** Addresses never heard of before, with their identity. */
  newEmails: { identifier: Identifier; identity: number }[];
}

/**
 * Finds or makes the identities that a batch of events mentions, and decides whom they belong to, in
 * the order of the events. Most batches say nothing new: those cost one statement and no lock.
 * @param sql inside the transaction that keeps the events
 */
export async function resolveMentions(sql: Sql, said: readonly Mention[]): Promise<Resolved> {
  const named = await withTwins(sql, said);
  const identifiers = distinctIdentifiers(named);
  const identities = await loadIdentities(sql, identifiers);
  const missing = await markListed(
    sql,
    identifiers.filter((identifier) => !identities.has(identifierKey(identifier))),
  );
  const newEmails: Resolved["newEmails"] = [];
  if (missing.length > 0) {
    const inserted = await insertIdentities(sql, missing);
    for (const identifier of missing) {
      const key = identifierKey(identifier);
      const id = inserted.get(`${key}\n0`);
      if (id === undefined) continue;
      identities.set(key, {
        identifier,
        id,
        epoch: 0,
        person: undefined,
        home: undefined,
        confirmed: false,
        sharedWith: new Set(),
      });
      if (identifier.kind === "email") newEmails.push({ identifier, identity: id });
    }
    // Another batch wrote the rest in the meantime; it has committed, so now they can be read.
    const lost = missing.filter((identifier) => !identities.has(identifierKey(identifier)));
    for (const [key, state] of await loadIdentities(sql, lost)) identities.set(key, state);
  }

  const mentions = asMailboxes(named, identities);
  if (mentions.every((mention) => isSettled(mention, identities))) {
    const idOf = (identifier: Identifier | undefined) =>
      identifier && identities.get(identifierKey(identifier))?.id;
    return {
      placed: mentions.map(({ bearer, subject }) => ({
        bearer: idOf(bearer),
        subject: idOf(subject),
        outcome: "nothing",
      })),
      newEmails,
    };
  }

  // One event may unsettle what another one of the batch says, so all of them are weighed again, in order.
  const decisions = new LinkDecisions(await loadLocked(sql, identifiers, { first: identities }));
  const states = mentions.map((mention) => {
    const outcome = decisions.take(mention);
    const stateOf = (identifier: Identifier | undefined) => identifier && decisions.current(identifier);
    return { bearer: stateOf(mention.bearer), subject: stateOf(mention.subject), outcome };
  });
  await writeLinks(sql, decisions);
  // Only now do new epochs have their ids.
  return {
    placed: states.map(({ bearer, subject, outcome }) => ({
      bearer: bearer?.id,
      subject: subject?.id,
      outcome,
    })),
    newEmails,
  };
}

function distinctIdentifiers(mentions: readonly Mention[]): Identifier[] {
  const distinct = new Map<string, Identifier>();
  for (const { claims, anonymous, joining } of mentions) {
    for (const identifier of [...claims, ...joining, anonymous]) {
      if (identifier === undefined) continue;
      // Shown as it was given first.
      const key = identifierKey(identifier);
      if (!distinct.has(key)) distinct.set(key, identifier);
    }
  }
  return [...distinct.values()];
}

/** Whether a mention tells nothing about who is who that is not known already. */
function isSettled(mention: Mention, identities: Identities): boolean {
  const of = (identifier: Identifier) => identities.get(identifierKey(identifier));
  const owners = mention.claims.filter((claim) => !claim.sharedMailbox).map((claim) => of(claim)?.person?.id);
  const owner = owners[0];
  if (owners.length === 0) return true;
  if (owner === undefined || owners.some((other) => other !== owner)) return false;
  if (!saysNothingElse(mention) && mention.claims.some((claim) => of(claim)?.confirmed)) return false;
  return (
    mention.joining.every((browser) => {
      const state = of(browser);
      return state?.person?.id === owner || (state !== undefined && isNobodys(state));
    }) &&
    mention.claims.every(
      (claim) => !claim.sharedMailbox || [...(of(claim)?.sharedWith ?? [])].some(({ id }) => id === owner),
    )
  );
}
