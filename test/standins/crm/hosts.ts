/** The orgs that the stand-in answers for, by My Domain name with its partition. */
export const orgs = [
  "acme",
  "acme--uat.sandbox",
  "acme-dev-ed.develop",
  "acme-test.scratch",
  "wise-otter-ab12.trailblaze",
  "hikari",
] as const;
export type Org = (typeof orgs)[number];

export const lightningHost = (org: Org) => `${org}.lightning.force.com`;
export const classicHost = (org: Org) => `${org}.my.salesforce.com`;

/** Where the org acme is reached by those to whom the usual addresses are closed. */
export const furtherHosts = [
  "acme.lightning.force.com.mcas.ms",
  "acme.my.salesforce.com.mcas.ms",
  "acme.lightning.crmforce.mil",
] as const;

/** Every host name that a browser has to be told to look for at the stand-in's port. */
export const crmHosts: readonly string[] = [
  ...orgs.flatMap((org) => [lightningHost(org), classicHost(org)]),
  ...furtherHosts,
];

/** Orgs whose people work in another language than English. */
export const orgLanguage = (host: string): "en" | "ja" => (host.startsWith("hikari.") ? "ja" : "en");
