import { domainToASCII } from "node:url";
import { ApiError } from "../http/api-error.ts";

/**
 * The form in which two addresses of members are compared: no case, one Unicode form, the domain in ASCII.
 * @throws ApiError when the domain cannot exist
 */
export function comparableEmail(address: string): string {
  const text = address.trim().normalize("NFC").toLowerCase();
  const at = text.lastIndexOf("@");
  const domain = domainToASCII(text.slice(at + 1));
  if (!domain) throw new ApiError("bad_request", "email: the part after the @ is not a domain name.");
  return `${text.slice(0, at)}@${domain}`;
}
