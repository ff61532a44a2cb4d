import { cutAddressesFromId, cutAddressesFromRaw } from "./addresses-in-text.ts";
import { isJson, mapStringsOfJson } from "./strings-of-json.ts";

/** An event as tables keep it. */
export interface KeptEvent {
  message_id: string | null;
  body: string;
}

/** Puts `[erased]` where an event holds one of these addresses; its own id stands in its body too. */
export function cutFromEvent({ message_id, body }: KeptEvent, addresses: ReadonlySet<string>): KeptEvent {
  if (message_id === null) return { message_id, body: cutAddressesFromRaw(body, addresses) };
  const id = cutAddressesFromId(message_id, addresses);
  const rest = id === message_id ? body : withOtherId(body, message_id, id);
  return { message_id: id, body: cutAddressesFromRaw(rest, addresses) };
}

/** Where the id stands as a word of its own, and not as a part of another address. */
function withOtherId(body: string, was: string, id: string): string {
  const exact = was.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  const word = new RegExp(`(?<![\\p{L}\\p{N}.+_-])${exact}(?![\\p{L}\\p{N}_-]|\\.[\\p{L}\\p{N}])`, "gu");
  // Given as a function, since a text's `$&` would be put together anew.
  const change = (text: string) => text.replace(word, () => id);
  return isJson(body) ? mapStringsOfJson(body, change) : change(body);
}
