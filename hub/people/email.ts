import { domainToASCII } from "node:url";
import freeDomains from "free-email-domains";
import { getDomain } from "tldts";

/** An address as received and as it is compared. */
export interface Email {
  /** Compared: NFC, lower case, the domain in ASCII. */
  value: string;
  /** Trimmed, otherwise as given. */
  shown: string;
  domain: string;
  /** Read by several people, such as info@: says nothing about who one of them is. */
  sharedMailbox: boolean;
}

const LONGEST = 320;
// What a mail system would deliver, roughly: something, one @, something with a dot or an address literal.
const SHAPE = /^[^\s@<>"(),:;\\[\]]+@[^\s@<>"(),:;\\[\]]+\.[^\s@<>"(),:;\\[\].]+$/u;

/**
 * Reads an e-mail address and makes it comparable the way mail systems compare: the local part
 * without case (in theory it has one, no mail system in use minds it), dots and +tags kept, since
 * only some systems ignore them.
 * @returns undefined for what is not an address
 */
export function readEmail(text: string): Email | undefined {
  const shown = text.trim().replace(/^mailto:/i, "");
  if (shown.length > LONGEST || !SHAPE.test(shown)) return undefined;
  const at = shown.lastIndexOf("@");
  const domain = asciiDomain(shown.slice(at + 1).toLowerCase());
  if (domain === undefined) return undefined;
  const local = shown.slice(0, at).normalize("NFC").toLowerCase();
  const value = `${local}@${domain}`;
  if (value.length > LONGEST) return undefined;
  return { value, shown, domain, sharedMailbox: isSharedMailbox(local) };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant
const ASCII = /^[\x00-\x7f]*$/;

function asciiDomain(domain: string): string | undefined {
  const ascii = ASCII.test(domain) ? domain : domainToASCII(domain.normalize("NFC"));
  return /^(?=.{1,253}$)[a-z0-9_](?:[a-z0-9._-]*[a-z0-9])?$/.test(ascii) && !ascii.includes("..")
    ? ascii
    : undefined;
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
      .toLowerCase()
      .replace(/^https?:\/\//, "")
      .replace(/[/:?#].*$/, ""),
  );
  if (domain === undefined || FREE.has(domain)) return undefined;
  const registered = getDomain(domain, { allowPrivateDomains: true });
  return registered === null || FREE.has(registered) ? undefined : registered;
}
