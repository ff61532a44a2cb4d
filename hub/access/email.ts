import { comparableEmail } from "../email.ts";
import { ApiError } from "../http/api-error.ts";

/**
 * The form in which two addresses of members are compared.
 * @throws ApiError for what no mail system would deliver to
 */
export function memberEmail(address: string): string {
  const email = comparableEmail(address.trim());
  if (email === undefined) throw new ApiError("bad_request", "email: this is not an e-mail address.");
  return email.value;
}
