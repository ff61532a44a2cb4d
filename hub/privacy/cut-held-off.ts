import { heldOff, type Name } from "../people/suppression.ts";
import type { Sql } from "../store/store.ts";
import { addressesIn, cutAddresses } from "./addresses-in-text.ts";

/**
 * Texts, or JSON, without the addresses of people who were erased.
 * @param sql the transaction that keeps them
 */
export async function cutHeldOff(sql: Sql, texts: readonly string[]): Promise<string[]> {
  const addresses = new Set(texts.flatMap((text) => [...addressesIn(text)]));
  const names = [...addresses].map((value): Name => ({ kind: "email", namespace: "", value }));
  const held = new Set([...(await heldOff(sql, names))].map((key) => key.slice(key.lastIndexOf("\n") + 1)));
  return texts.map((text) => (held.size === 0 ? text : cutAddresses(text, held)));
}
