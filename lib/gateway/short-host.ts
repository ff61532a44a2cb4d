/** The longest host that a sentence shows whole, in characters. */
const MOST = 80;

/** A host as a sentence can show it: of a long one the end, which says whose it is. */
export function shortHost(host: string): string {
  return host.length <= MOST ? host : `…${host.slice(-MOST)}`;
}
