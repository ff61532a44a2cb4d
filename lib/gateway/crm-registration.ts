import type { HostFamily } from "../crm/crm.ts";

/** A content script that is registered with the browser. */
export interface Registration {
  id: string;
  matches?: readonly string[] | undefined;
}

/** What a family's registration is called. */
export const registrationId = (family: HostFamily) => `crm ${family.id}`;

/**
 * What to change so that the content script runs exactly where the browser lets it: it is registered for every family
 * that is granted, with the patterns that this version knows, and for none else. Pure.
 */
export function reconcile(
  granted: readonly HostFamily[],
  registered: readonly Registration[],
): { add: HostFamily[]; remove: string[] } {
  const right = (family: HostFamily) =>
    registered.some(
      ({ id, matches }) => id === registrationId(family) && same(matches ?? [], family.patterns),
    );
  const kept = new Set(granted.filter(right).map(registrationId));
  return {
    add: granted.filter((family) => !right(family)),
    remove: registered.map(({ id }) => id).filter((id) => !kept.has(id)),
  };
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((pattern) => other.includes(pattern));
}
