import { browser } from "../bridge/browser.ts";
import type { HostFamily } from "../crm/crm.ts";
import { familyNamed } from "../crm/hosts.ts";
import { isLoopback } from "./invitation.ts";

/** What an IT department set for all browsers; the schema for them is `public/policy.json`. */
export interface Policy {
  /** The only hub that this browser may connect to, without a slash at its end. */
  hub: string | null;
  /** The policy names a hub in a way that is of no use: then this browser may connect to none. */
  noHub: boolean;
  /** Whether the page may be read for the person's e-mail address; null where nothing is said. */
  emailHint: boolean | null;
  /** Where the company's CRM is, beside the addresses that come with the extension. */
  families: readonly HostFamily[];
  /** What of it cannot be used, in words for who wrote it. */
  problems: string[];
}

/** The policy of this browser. */
export async function readPolicy(): Promise<Policy> {
  try {
    return policyFrom(await browser.storage.managed.get(null));
  } catch {
    // Firefox throws where no policy is set.
    return policyFrom({});
  }
}

/** Whether the page may be read for the person's e-mail address: yes, unless a policy says no. */
export async function mayReadHint(): Promise<boolean> {
  return (await readPolicy()).emailHint ?? true;
}

/** Whether the policy keeps this browser away from a hub. Pure. */
export function forbids({ hub, noHub }: Pick<Policy, "hub" | "noHub">, address: string): boolean {
  return noHub || (hub !== null && hub !== address);
}

/**
 * What a policy says, each of its parts by itself: one that is written wrong is named and leaves the others in
 * force. Where it is wrong in what protects, the careful reading counts. Pure.
 */
export function policyFrom(managed: unknown): Policy {
  const said = typeof managed === "object" && managed !== null ? (managed as Record<string, unknown>) : {};
  const problems: string[] = [];
  const hub = hubFrom(said.hubUrl, problems);
  return {
    hub,
    noHub: hub === null && said.hubUrl !== undefined,
    emailHint: hintFrom(said.emailHint, problems),
    families: familiesFrom(said.hosts, problems),
    problems,
  };
}

function hintFrom(said: unknown, problems: string[]): boolean | null {
  if (said === undefined) return null;
  if (typeof said === "boolean") return said;
  problems.push("emailHint is neither true nor false, so the e-mail address on pages is not read.");
  return false;
}

function hubFrom(said: unknown, problems: string[]): string | null {
  if (said === undefined) return null;
  const url = typeof said === "string" ? parsed(said.trim()) : null;
  const safe = url?.protocol === "https:" || (url?.protocol === "http:" && isLoopback(url.hostname));
  if (!url || !safe || url.username || url.password || url.search || url.hash) {
    problems.push(
      "hubUrl is not the address of a Leadside that begins with https://, so this browser connects to none.",
    );
    return null;
  }
  return url.origin + url.pathname.replace(/\/+$/, "");
}

function familiesFrom(said: unknown, problems: string[]): HostFamily[] {
  if (said === undefined) return [];
  if (!Array.isArray(said)) {
    problems.push("hosts is not a list, so it is left out.");
    return [];
  }
  const found = new Set<HostFamily>();
  for (const name of said) {
    const family = typeof name === "string" ? familyNamed(name) : null;
    if (!family) problems.push(`hosts names ${JSON.stringify(name)}, which Leadside does not know.`);
    else if (!family.builtIn) found.add(family);
  }
  return [...found];
}

function parsed(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
