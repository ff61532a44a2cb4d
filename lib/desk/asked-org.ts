import { Org } from "../contract/record.ts";
import { orgOf } from "../crm/registry.ts";

/**
 * The org that somebody means by its name or by the address of one of its pages.
 * @returns undefined for what is neither
 */
export function askedOrg(typed: string): string | undefined {
  const text = typed.trim().toLowerCase();
  const address = text.includes("://") ? text : `https://${text}`;
  const org = URL.canParse(address) ? orgOf(new URL(address).origin) : null;
  return org ?? Org.safeParse(text).data;
}
