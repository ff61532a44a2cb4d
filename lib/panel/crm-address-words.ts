import type { CrmPlace } from "../bridge/messages.ts";
import type { HostFamily } from "../crm/crm.ts";
import { families, hostsOf, recognise } from "../crm/hosts.ts";
import { shortHost } from "../gateway/short-host.ts";

/** What an address that somebody gave means for them. */
export type CrmAddress =
  /** Not read yet, since nothing is there. */
  | { kind: "empty" }
  /** The browser can be asked for this family. */
  | { kind: "ask"; family: HostFamily; words: string }
  /** Leadside works there already. */
  | { kind: "there"; words: string }
  | { kind: "wrong"; words: string };

const list = new Intl.ListFormat("en-GB", { type: "conjunction" });

/** Whose addresses these are: "lightning.crm.example and my.crm.example". */
export function hostWords({ patterns }: HostFamily): string {
  return list.format(hostsOf(patterns));
}

/** What to do about the address that was pasted or typed. Pure. */
export function crmAddress(text: string, places: readonly CrmPlace[]): CrmAddress {
  if (text.trim() === "") return { kind: "empty" };
  const found = recognise(text);
  if (found.kind === "no_address") {
    return {
      kind: "wrong",
      words:
        "That is not a page's address. Copy it from the browser's address bar, with a record of your CRM open.",
    };
  }
  if (found.kind === "unknown") {
    const known = list.format(families.map(({ name }) => name));
    return {
      kind: "wrong",
      words: `${shortHost(found.host)} is no address of a CRM that Leadside knows: ${known}. If yours is one of them, tell your admin this address.`,
    };
  }
  const { family, org } = found;
  if (places.some((place) => place.family === family.id && place.state === "on")) {
    if (org === null) {
      return {
        kind: "there",
        words: `This is a page of ${family.name} that shows no records, so there is nothing to stand beside. Leadside works where its records are: open a lead or a contact.`,
      };
    }
    return {
      kind: "there",
      words: `This is ${family.name}, and Leadside works there already. Open a lead or a contact; if no tab shows at the window's edge, reload the page.`,
    };
  }
  const whose = org === null ? "" : `, org ${org}`;
  return {
    kind: "ask",
    family,
    words: `This is ${family.name}${whose}. Your browser will ask whether Leadside may read and change data on all sites of ${hostWords(family)}. It reads there what it reads at the usual addresses, and no more.`,
  };
}
