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
  /** Read by several people, such as info@, or by nobody, such as none@none.com: says nothing about who one of them is. */
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
  return {
    value: email.value,
    shown,
    domain: email.domain,
    sharedMailbox: isSharedMailbox(email.local) || isPlaceholder(email),
  };
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

/** What is typed where an address is demanded and none is known, at whatever domain. */
const NOBODY = new Set(
  `asdf asdfasdf donotemail fake fakeemail invalid missing no-address no-email no-mail nobody none noone
   not-available not-provided notavailable notprovided noaddress noemail noemailprovided nomail placeholder qwerty
   test test-email testemail tester testing testtest undefined unknown`.split(/\s+/),
);
/** So is this, where the domain is made up too: elsewhere it may be somebody's initials. */
const NOBODY_AT_NOWHERE = new Set(
  `a aa aaa abc abcd abcde address anonymous asd blank customer demo dummy e-mail email first.last firstname.lastname
   lead mail me n-a n.a n/a na name nil no noname not null sample someone somebody temp user username www x xx xxx xxxx
   xyz y z 0 00 000 1 11 111 12 123 1234 12345`.split(/\s+/),
);
/** The first part of a domain that nobody has their mail at, except by these same words. */
const NOWHERE = new Set(
  `abc asd asdf company domain dummy email example fake invalid mail na no no-email noemail nomail none noone nowhere
   null placeholder qwerty sample test tester testing unknown xx xxx xyz`.split(/\s+/),
);

/** Whether an address is a way to say that there is none: hundreds of records of a CRM may have it. */
function isPlaceholder({ local, domain }: { local: string; domain: string }): boolean {
  const name = (local.split("+", 1)[0] ?? local).replaceAll("_", "-");
  if (NOBODY.has(name) || NOBODY.has(name.replace(/\d{1,3}$/, ""))) return true;
  const host = domain.split(".", 1)[0] ?? domain;
  // xx@xx.com, and a domain that cannot be: see RFC 2606.
  const isNowhere = NOWHERE.has(host) || host === name || /\.(?:invalid|test)$/.test(domain);
  return isNowhere && NOBODY_AT_NOWHERE.has(name);
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
