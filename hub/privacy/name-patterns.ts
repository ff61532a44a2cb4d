import { loosely } from "./addresses-in-text.ts";
import type { Subject } from "./find-subject.ts";

/**
 * Patterns as of `likePatterns`, for texts that may name a person otherwise than by an address of theirs: ids of
 * tools and of the CRM, which may be written with 15 characters; browsers; a copy's other addresses.
 */
export function namePatterns({ identities, addresses }: Subject): string[] {
  return identities
    .filter(({ kind, value }) => kind !== "email" || !addresses.includes(value))
    .map(({ kind, value }) => `%${loosely(kind === "crm_record" ? value.slice(0, 15) : value)}%`);
}
