import type { RequestOf } from "../contract/endpoints.ts";
import { locate } from "../crm/registry.ts";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * What somebody typed to find a person: an e-mail address, the address of a CRM page, or a person's id here.
 * @returns undefined for what is none of them
 */
export function askedPerson(typed: string): RequestOf<"findPeople"> | undefined {
  const text = typed.trim();
  if (UUID.test(text)) return { id: text };
  const record = URL.canParse(text) ? locate(text)?.record : undefined;
  if (record) return { record };
  return /^[^\s@<>"]+@[^\s@<>"]+$/.test(text) ? { email: text } : undefined;
}
