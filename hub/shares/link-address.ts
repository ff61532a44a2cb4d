import { randomInt } from "node:crypto";

const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/** 62^22 is more than 2^130. */
const LENGTH = 22;

/** What a link is found by, and nobody can guess. */
export function newLinkToken(): string {
  return Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join("");
}

/** Whether a text can be a link's token at all. */
export const isLinkToken = (text: string): boolean => /^[0-9A-Za-z]{22}$/.test(text);

/** What stands below a link beside its page. */
const TAKEN = new Set(["file", "picture", "views"]);

/** What a title looks like in an address: `migration-guide`. It is there to be read, and decides nothing. */
export function slugOf(title: string): string {
  const words = title
    .normalize("NFKD")
    .replace(/\p{Mark}/gu, "")
    .replace(/ß/g, "ss")
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  let slug = "";
  for (const word of words ?? []) {
    const longer = slug === "" ? word.slice(0, 60) : `${slug}-${word}`;
    if (longer.length > 60) break;
    slug = longer;
  }
  return TAKEN.has(slug) ? `the-${slug}` : slug;
}

/** Lists show the same titles again and again, and taking letters apart is slow. */
const slugs = new Map<string, string>();
const MOST_SLUGS = 10_000;

function knownSlug(title: string): string {
  const known = slugs.get(title);
  if (known !== undefined) return known;
  if (slugs.size >= MOST_SLUGS) slugs.clear();
  const slug = slugOf(title);
  slugs.set(title, slug);
  return slug;
}

/** `https://links.acme.example/l/<token>/migration-guide` */
export function linkAddress(linksUrl: string, token: string, title: string): string {
  const slug = knownSlug(title);
  return `${linksUrl}/l/${token}${slug === "" ? "" : `/${slug}`}`;
}

let judged: { linksUrl: string; isLocal: boolean } | undefined;

/** Whether nobody but this machine can open links. */
export function isLocal(linksUrl: string): boolean {
  // A hub has one such address, and lists ask for every link.
  if (judged?.linksUrl !== linksUrl) {
    const { hostname } = new URL(linksUrl);
    judged = { linksUrl, isLocal: /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname) };
  }
  return judged.isLocal;
}
