import { setImmediate as othersTurn } from "node:timers/promises";
import type { CheckedEvent, EventSource } from "../ingest/event.ts";
import type { Checked } from "../ingest/event-check.ts";
import type { Arrived, HeldBack } from "../ingest/write-batch.ts";
import type { JsonObject } from "../json-fields.ts";
import { identifierKey, type Mention, mentionOf } from "../people/identifiers.ts";
import { countHeldOff, heldOff, type Name } from "../people/suppression.ts";
import type { Sql } from "../store/store.ts";
import { addressesIn, addressesInId, addressesOfId, cutAddresses } from "./addresses-in-text.ts";
import { cutFromEvent } from "./cut-from-event.ts";
import { mentionOfBody, theirNameIn } from "./event-names.ts";

/** Something that arrived, with whom it speaks of and every address that stands in it. */
interface Read<Thing> {
  thing: Thing;
  mention: Mention | undefined;
  addresses: ReadonlySet<string>;
}

/**
 * Keeps out what is about people who were erased, and from what is about others cuts their addresses. What cannot
 * be read and names one of them is not kept at all.
 * @param sql the transaction that keeps the rest
 */
export async function holdOff(
  sql: Sql,
  source: EventSource,
  { accepted, conflicts, rejected }: Arrived,
  receivedAt: Date,
): Promise<HeldBack> {
  const events = await readEach(accepted, (thing) => readEvent(thing, thing.event, source));
  const others = await readEach(conflicts, (thing) => readEvent(thing, thing.event, source));
  const aside = await readEach(rejected, (thing) => readRejected(thing, source));
  const names = new Map<string, Name>();
  for (const { mention, addresses } of [...events, ...others, ...aside]) {
    const said: Name[] = [...[...addresses].map(addressName), ...(mention?.claims ?? [])];
    if (mention?.anonymous) said.push(mention.anonymous);
    for (const name of said) names.set(identifierKey(name), name);
  }
  const held = await heldOff(sql, [...names.values()]);
  if (held.size === 0) return { accepted, conflicts, rejected, suppressed: 0, count: async () => {} };

  const isHeld = (name: Name) => held.has(identifierKey(name));
  const counted: Name[] = [];
  const takeIn = <Thing extends { event: CheckedEvent }>(all: readonly Read<Thing>[]): Thing[] =>
    all.flatMap(({ thing, mention, addresses }) => {
      const erased = new Set([...addresses].filter((address) => isHeld(addressName(address))));
      const theirs = mention && nameHeldOff(mention, isHeld, erased);
      const [any] = erased;
      if (theirs === undefined && any === undefined) return [thing];
      const event = theirs === undefined ? withoutAddresses(thing.event, erased) : undefined;
      // What says of nobody else who did it, is about them.
      if (event && mentionOf(event, source, 0).bearer !== undefined) return [{ ...thing, event }];
      counted.push(theirs ?? addressName(any ?? ""));
      return [];
    });
  const kept = {
    accepted: takeIn(events),
    conflicts: takeIn(others),
    rejected: aside.flatMap(({ thing, mention, addresses }) => {
      const erased = [...addresses].map(addressName).filter(isHeld);
      const theirs = erased[0] ?? (mention && theirNameIn(mention, isHeld));
      if (theirs === undefined) return [thing];
      counted.push(theirs);
      return [];
    }),
  };
  const count = (later: Sql) => countHeldOff(later, counted, receivedAt);
  return { ...kept, suppressed: counted.length, count };
}

/** How long one batch is read before others have their turn: whoever sends it says how much there is to read. */
const TURN_MS = 10;

async function readEach<Thing>(
  things: readonly Thing[],
  read: (thing: Thing) => Read<Thing>,
): Promise<Read<Thing>[]> {
  const all: Read<Thing>[] = [];
  let until = performance.now() + TURN_MS;
  for (const thing of things) {
    all.push(read(thing));
    if (performance.now() < until) continue;
    await othersTurn();
    until = performance.now() + TURN_MS;
  }
  return all;
}

function readEvent<Thing>(thing: Thing, event: CheckedEvent, source: EventSource): Read<Thing> {
  const mention = mentionOf(event, source, 0);
  const ids = namesOf(mention).map(({ value }) => addressesOfId(value));
  return {
    thing,
    mention,
    addresses: union([addressesIn(event.body), addressesInId(event.messageId), ...ids]),
  };
}

type Rejected = Checked & { ok: false };

function readRejected(thing: Rejected, source: EventSource): Read<Rejected> {
  const mention = mentionOfBody(thing.body, undefined, source);
  return {
    thing,
    mention,
    addresses: union([addressesIn(thing.body), addressesInId(thing.messageId ?? "")]),
  };
}

/** The name by which an event is about an erased person: one that is held off, or an id made of such an address. */
function nameHeldOff(
  mention: Mention,
  isHeld: (name: Name) => boolean,
  erased: ReadonlySet<string>,
): Name | undefined {
  const addressInId = ({ value }: Name) => [...addressesOfId(value)].find((address) => erased.has(address));
  const name = theirNameIn(mention, (one) => isHeld(one) || addressInId(one) !== undefined);
  if (name === undefined || isHeld(name)) return name;
  return addressName(addressInId(name) ?? "");
}

const namesOf = ({ claims, anonymous }: Mention): Name[] => [...claims, ...(anonymous ? [anonymous] : [])];

/** Somebody else's event as it would have come without these addresses; an id that held one is none. */
function withoutAddresses(event: CheckedEvent, erased: ReadonlySet<string>): CheckedEvent {
  const json = (object: JsonObject) => JSON.parse(cutAddresses(JSON.stringify(object), erased)) as JsonObject;
  const text = (value: string | undefined) => value && cutAddresses(value, erased);
  const id = (value: string | undefined) =>
    value === undefined || [...addressesOfId(value)].some((address) => erased.has(address))
      ? undefined
      : value;
  const { message_id, body } = cutFromEvent({ message_id: event.messageId, body: event.body }, erased);
  return {
    ...event,
    messageId: message_id ?? "",
    event: text(event.event),
    name: text(event.name),
    userId: id(event.userId),
    anonymousId: id(event.anonymousId),
    groupId: id(event.groupId),
    previousId: id(event.previousId),
    traits: json(event.traits),
    properties: json(event.properties),
    context: json(event.context),
    body,
  };
}

const addressName = (value: string): Name => ({ kind: "email", namespace: "", value });

function union(sets: readonly ReadonlySet<string>[]): Set<string> {
  return new Set(sets.flatMap((set) => [...set]));
}
