import { HOSTS } from "./hosts.ts";

/** The hosts on which reps work. The label before them, with its partition, is the org. */
const HOST = RegExp(
  `^([a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\\.[a-z][a-z0-9]*)?)\\.(${Object.values(HOSTS).flat().join("|").replaceAll(".", "\\.")})$`,
);

/** Words before the host's end that name no org. */
const NO_ORG = new Set(["login", "test", "welcome"]);

/**
 * The org of a host name: `acme`, `acme--uat.sandbox`, `acme-dev-ed.develop`. The same for its Lightning
 * and its Classic host, and with a proxy's name behind.
 * @returns null for a host that is no org's
 */
export function orgOf(hostname: string): string | null {
  const org = HOST.exec(hostname.toLowerCase())?.[1];
  return org === undefined || NO_ORG.has(org) ? null : org;
}
