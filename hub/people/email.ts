import freeDomains from "free-email-domains";
import { getDomain } from "tldts";
import { asciiDomain, comparableEmail } from "../email.ts";

/** An address as received and as it is compared. */
export interface Email {
  /** As it is compared. */
  value: string;
  /** Trimmed, otherwise as given. */
  shown: string;
  domain: string;
  /** Read by several people, such as info@: says nothing about who one of them is. */
  sharedMailbox: boolean;
}

/**
 * Reads an e-mail address, and tells whose it can be.
 * @returns undefined for what is not an address
 */
export function readEmail(text: string): Email | undefined {
  const shown = text.trim().replace(/^mailto:/i, "");
  const email = comparableEmail(shown);
  // Within a company's own network a name has no dot; there no prospect is.
  if (!email?.domain.includes(".")) return undefined;
  return { value: email.value, shown, domain: email.domain, sharedMailbox: isSharedMailbox(email.local) };
}

/** Names of roles, by RFC 2142 and by habit. Whoever reads them changes. */
const ROLES = new Set(
  `abuse accounting accounts admin administrator billing booking bookings buchhaltung buero careers
   compras contabilidad contact contacto contactus contato customercare customerservice einkauf empfang
   enquiries enquiry events facturacion feedback finance fragen hallo hello help helpdesk hi hola hostmaster
   hr info informacion information inquiries inquiry invoice invoices it itsupport jobs kontakt kundenservice
   legal marketing media newsletter no-reply noreply office operations orders partner partners payroll
   postmaster presse press privacy procurement purchasing rechnung rechnungen reception
   recruiting recruitment redaktion reservations root sales secretariat security sekretariat service services
   shop soporte staff subscribe subscriptions suporte support team tech training vendas ventas verkauf vertrieb
   verwaltung webmaster welcome zentrale`.split(/\s+/),
);

// sales-emea@, info.de@, support2@: the role of a region or the second of its kind.
const ROLE_OF_A_PLACE = /^(info|sales|support|contact|office|marketing|service)(?:[._-][a-z]{2,5}|\d{1,2})$/;

function isSharedMailbox(local: string): boolean {
  const name = local.split("+", 1)[0] ?? local;
  return (
    ROLES.has(name) ||
    ROLES.has(name.replace(/[._]/g, "-")) ||
    ROLES.has(name.replace(/[._-]/g, "")) ||
    ROLE_OF_A_PLACE.test(name)
  );
}

const FREE: ReadonlySet<string> = new Set(freeDomains);

/**
 * The domain that a company registered, for an address or a domain such as `eu.mail.initech.co.uk`.
 * @returns undefined for free mail and for what nobody can register
 */
export function companyDomain(host: string): string | undefined {
  const domain = asciiDomain(
    host
      .trim()
      .replace(/^https?:\/\//i, "")
      .replace(/[/:?#].*$/, ""),
  );
  if (domain === undefined || FREE.has(domain)) return undefined;
  const registered = getDomain(domain, { allowPrivateDomains: true });
  return registered === null || FREE.has(registered) ? undefined : registered;
}
