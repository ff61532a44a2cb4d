import type { AcceptedEvent, EventSource } from "../ingest/event.ts";
import type { EventMeaning } from "../ingest/write-batch.ts";
import { asObject } from "../json-fields.ts";
import { companyDomain } from "../people/email.ts";
import { type Mention, mentionOf, namespaces } from "../people/identifiers.ts";
import { type Resolved, resolveMentions } from "../people/resolve.ts";
import { companyOfGroup, companyOfTraits, type FactKey, saidFacts } from "../people/said-facts.ts";
import { type SaidMembership, writeCompanies } from "../people/write-companies.ts";
import { type SaidFact, writeFacts } from "../people/write-facts.ts";
import type { Sql } from "../store/store.ts";
import { deriveTouchpoint } from "../touchpoints/rules.ts";
import { type NewTouchpoint, writeTouchpoints } from "../touchpoints/write-touchpoints.ts";

/** An event with whom it speaks of. */
interface Placed {
  event: AcceptedEvent;
  mention: Mention;
  /** Whom what happened is kept under. */
  bearer: number;
}

/**
 * What events mean, noun by noun: first who they speak of, then what is said of them, then what they
 * did.
 * @param timeZone in which weeks begin
 */
export function eventMeaning(timeZone: string): EventMeaning {
  return {
    saysWho: (event, source) => mentionOf(event, source).bearer !== undefined,
    async record(sql, source, events, receivedAt) {
      const mentions = events.map((event) => ({
        ...mentionOf(event, source),
        event: event.id,
        type: event.type,
      }));
      const resolved = await resolveMentions(sql, mentions);
      const placed = events.map((event, n) => place(event, mentions[n], resolved.bearers[n]));
      const derived = placed.flatMap(({ event, bearer }): NewTouchpoint[] => {
        const touchpoint = deriveTouchpoint(event);
        const { id, at, atBasis } = event;
        return touchpoint ? [{ ...touchpoint, id, identity: bearer, at, atBasis }] : [];
      });

      await recordFacts(sql, source, placed, derived);
      await recordCompanies(sql, source, placed, resolved.newEmails);
      await writeTouchpoints(sql, { sourceId: source.id, receivedAt, timeZone }, derived);
    },
  };
}

function place(event: AcceptedEvent, mention: Mention | undefined, bearer: number | undefined): Placed {
  if (mention === undefined || bearer === undefined)
    throw new Error("An event was accepted that is about nobody.");
  return { event, mention, bearer };
}

async function recordFacts(
  sql: Sql,
  source: EventSource,
  placed: readonly Placed[],
  derived: readonly NewTouchpoint[],
): Promise<void> {
  const facts: SaidFact[] = [];
  for (const { event, mention, bearer } of placed) {
    // What is said with info@ would be said of everyone who reads it.
    if (event.type !== "identify" || mention.bearer?.sharedMailbox) continue;
    const said = saidFacts({ ...asObject(event.context.traits), ...event.traits });
    for (const [key, value] of Object.entries(said)) {
      facts.push({ identity: bearer, key: key as FactKey, value, at: event.at, event: event.id });
    }
  }
  for (const { kind, identity, at, id } of derived) {
    if (kind === "email_unsubscribed") {
      facts.push({ identity, key: "unsubscribed", value: "true", at, event: id });
    }
  }
  await writeFacts(sql, source.id, facts);
}

/** Older than anything that is said of a company: any word about it counts for more than the address. */
const BY_ADDRESS_ALONE = new Date(0);

async function recordCompanies(
  sql: Sql,
  source: EventSource,
  placed: readonly Placed[],
  newEmails: Resolved["newEmails"],
): Promise<void> {
  const memberships: SaidMembership[] = [];
  for (const { identifier, identity } of newEmails) {
    const domain = identifier.sharedMailbox ? undefined : domainOfAddress(identifier.value);
    if (domain === undefined) continue;
    const company = { domain, groupId: undefined, name: undefined, facts: {} };
    memberships.push({ identity, company, at: BY_ADDRESS_ALONE });
  }
  for (const { event, mention, bearer } of placed) {
    if (mention.bearer?.sharedMailbox) continue;
    const company =
      event.type === "group"
        ? companyOfGroup(event.groupId, event.traits)
        : event.type === "identify"
          ? companyOfTraits({ ...asObject(event.context.traits), ...event.traits })
          : undefined;
    if (company === undefined) continue;
    const email = mention.claims.find(({ kind, sharedMailbox }) => kind === "email" && !sharedMailbox);
    const domain = company.domain ?? (email && domainOfAddress(email.value));
    memberships.push({ identity: bearer, company: { ...company, domain }, at: event.at });
  }
  await writeCompanies(sql, { id: source.id, namespace: namespaces(source.org).email }, memberships);
}

function domainOfAddress(email: string): string | undefined {
  return companyDomain(email.slice(email.lastIndexOf("@") + 1));
}
