import type { Sql } from "../store/store.ts";
import { companyDomain } from "./email.ts";
import type { Identifier } from "./identifiers.ts";
import { readKnownOfPersons } from "./join-companies.ts";
import type { SaidCompany } from "./said-facts.ts";
import { type CompanySpeaker, type SaidMembership, writeCompanies } from "./write-companies.ts";

/** A company that is said of whoever an identity belongs to. */
export interface SaidOfCompany {
  identity: number;
  company: SaidCompany;
  /** The person's own address, if the same word gives one. */
  email: Identifier | undefined;
  at: Date;
}

/** Older than anything that is said of a company: any word about it counts for more than the address. */
const BY_ADDRESS_ALONE = new Date(0);

/**
 * Keeps whose company is which: as it is said, and by addresses that are new.
 * @param sql inside the transaction that resolved the identities
 */
export async function recordCompanies(
  sql: Sql,
  by: CompanySpeaker,
  said: readonly SaidOfCompany[],
  newEmails: readonly { identifier: Identifier; identity: number }[],
): Promise<void> {
  const memberships: SaidMembership[] = [];
  for (const { identifier, identity } of newEmails) {
    const domain = identifier.sharedMailbox ? undefined : domainOfAddress(identifier.value);
    if (domain === undefined) continue;
    const company = { domain: undefined, groupId: undefined, name: undefined, facts: {}, typed: false };
    memberships.push({ identity, company, addressDomain: domain, at: BY_ADDRESS_ALONE });
  }
  for (const { identity, company, email, at } of said) {
    memberships.push({ identity, company, addressDomain: email && domainOfAddress(email.value), at });
  }
  await addKnown(sql, memberships);
  await writeCompanies(sql, by, memberships);
}

/** Where neither what is said nor its address names a domain, what is known of the person does. */
async function addKnown(sql: Sql, memberships: SaidMembership[]): Promise<void> {
  const open = memberships.filter(({ company, addressDomain, at }) =>
    addressDomain === undefined ? company.domain === undefined : at === BY_ADDRESS_ALONE,
  );
  const known = await readKnownOfPersons(
    sql,
    open.map(({ identity }) => identity),
  );
  for (const membership of open) {
    const person = known.get(membership.identity);
    if (membership.addressDomain === undefined) {
      // Of somebody with addresses at two companies, none says which one is meant.
      const [domain, ...others] = new Set(
        (person?.addresses ?? []).flatMap((email) => domainOfAddress(email) ?? []),
      );
      if (others.length === 0) membership.addressDomain = domain;
    } else {
      membership.groupCompany = person?.groupCompany ?? undefined;
    }
  }
}

function domainOfAddress(email: string): string | undefined {
  return companyDomain(email.slice(email.lastIndexOf("@") + 1));
}
