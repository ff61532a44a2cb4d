import type { IdentityKind } from "./identifiers.ts";

const ONE: Record<IdentityKind, string> = {
  crm_record: "a record",
  user_id: "a user id",
  email: "an address",
  anonymous_id: "a browser",
};
const TWO: Record<IdentityKind, string> = {
  crm_record: "two records",
  user_id: "two user ids",
  email: "two addresses",
  anonymous_id: "two browsers",
};

/**
 * Why two persons became one, for people to read. It names no name: those are erased elsewhere.
 * @param type the event's, or `import`
 * @param kinds of the two names that were said to be one person's
 */
export function whyMerged(type: string, [one, other]: readonly IdentityKind[]): string {
  const teller = type === "import" ? "A line of an import" : `An event (${type})`;
  if (one === undefined || other === undefined) return `${teller} named both as one person.`;
  const names = one === other ? TWO[one] : `${ONE[one]} and ${ONE[other]}`;
  return `${teller} named ${names} as one person's.`;
}
