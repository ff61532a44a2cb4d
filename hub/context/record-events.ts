import type { AcceptedEvent, EventSource } from "../ingest/event.ts";
import type { EventMeaning } from "../ingest/write-batch.ts";
import { asObject } from "../json-fields.ts";
import { type Mention, mentionOf, namespaces } from "../people/identifiers.ts";
import { recordCompanies, type SaidOfCompany } from "../people/record-companies.ts";
import { type Resolved, resolveMentions } from "../people/resolve.ts";
import {
  companyOfGroup,
  companyOfTraits,
  type FactKey,
  type SaidCompany,
  saidFacts,
  saysSubscribed,
} from "../people/said-facts.ts";
import { type SaidFact, writeFacts } from "../people/write-facts.ts";
import { holdOff } from "../privacy/hold-off.ts";
import type { Sql } from "../store/store.ts";
import { deriveTouchpoint } from "../touchpoints/rules.ts";
import { type NewTouchpoint, writeTouchpoints } from "../touchpoints/write-touchpoints.ts";

/** An event with whom it speaks of. */
interface PlacedEvent {
  accepted: AcceptedEvent;
  mention: Mention;
  bearer: number;
  /** The identity that what is said is kept under, if it may be said of anybody. */
  subject: number | undefined;
}

/**
 * What events mean, noun by noun: first who they speak of, then what is said of them, then what they
 * did.
 * @param timeZone in which weeks begin
 */
export function eventMeaning(timeZone: string): EventMeaning {
  return {
    saysWho: (event, source) => mentionOf(event, source, 0).bearer !== undefined,
    holdOff,
    read(source, events, receivedAt) {
      const mentions = events.map(({ event, id }) => mentionOf(event, source, id));
      const meanings = events.map(({ event }) => deriveTouchpoint(event));
      return async (sql) => {
        const { placed, newEmails } = await resolveMentions(sql, mentions);
        const said: PlacedEvent[] = [];
        const touchpoints: NewTouchpoint[] = [];
        for (const [n, accepted] of events.entries()) {
          const [mention, meaning, place] = [mentions[n], meanings[n], placed[n]];
          if (!mention || place?.bearer === undefined) {
            throw new Error("An event was accepted that is about nobody.");
          }
          said.push({ accepted, mention, bearer: place.bearer, subject: place.subject });
          const { id, at, atBasis } = accepted;
          if (meaning) touchpoints.push({ id, at, atBasis, identity: place.bearer, meaning });
        }
        await recordFacts(sql, source, said, touchpoints);
        await recordCompaniesOf(sql, source, said, newEmails);
        await writeTouchpoints(sql, { sourceId: source.id, receivedAt, timeZone }, touchpoints);
      };
    },
  };
}

async function recordFacts(
  sql: Sql,
  source: EventSource,
  said: readonly PlacedEvent[],
  touchpoints: readonly NewTouchpoint[],
): Promise<void> {
  const facts: SaidFact[] = [];
  for (const { accepted, bearer, subject } of said) {
    const { event, id, at } = accepted;
    if (event.type === "track" && event.event !== undefined && saysSubscribed(event.event)) {
      facts.push({ identity: bearer, key: "unsubscribed", value: "false", at, event: id });
    }
    if (event.type !== "identify" || subject === undefined) continue;
    const traits = saidFacts({ ...asObject(event.context.traits), ...event.traits });
    for (const [key, value] of Object.entries(traits)) {
      facts.push({ identity: subject, key: key as FactKey, value, at, event: id });
    }
  }
  for (const { meaning, identity, at, id } of touchpoints) {
    if (meaning.kind === "email_unsubscribed") {
      facts.push({ identity, key: "unsubscribed", value: "true", at, event: id });
    }
  }
  await writeFacts(sql, { source: source.id }, facts);
}

async function recordCompaniesOf(
  sql: Sql,
  source: EventSource,
  said: readonly PlacedEvent[],
  newEmails: Resolved["newEmails"],
): Promise<void> {
  const spoken = said.flatMap(({ accepted, mention, subject }): SaidOfCompany[] => {
    const { event, at } = accepted;
    const company = companyOf(event);
    if (company === undefined || subject === undefined) return [];
    const email = mention.claims.find(({ kind, sharedMailbox }) => kind === "email" && !sharedMailbox);
    return [{ identity: subject, company, email, at }];
  });
  const by = { source: source.id, namespace: namespaces(source.org).email };
  await recordCompanies(sql, by, spoken, newEmails);
}

function companyOf({ type, groupId, traits, context }: AcceptedEvent["event"]): SaidCompany | undefined {
  if (type === "group") return companyOfGroup(groupId, traits);
  if (type === "identify") return companyOfTraits({ ...asObject(context.traits), ...traits });
  return undefined;
}
