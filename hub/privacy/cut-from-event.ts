import { cutAddresses, cutAddressesFromId } from "./addresses-in-text.ts";

/** An event as tables keep it. */
export interface KeptEvent {
  message_id: string | null;
  body: string;
}

/** Puts `[erased]` where an event holds one of these addresses; its own id stands in its body too. */
export function cutFromEvent({ message_id, body }: KeptEvent, addresses: ReadonlySet<string>): KeptEvent {
  if (message_id === null) return { message_id, body: cutAddresses(body, addresses) };
  const id = cutAddressesFromId(message_id, addresses);
  const rest = id === message_id ? body : body.replaceAll(inJson(message_id), inJson(id));
  return { message_id: id, body: cutAddresses(rest, addresses) };
}

const inJson = (text: string) => JSON.stringify(text).slice(1, -1);
