/** To read, watch or download; filling in the form before it is not yet reading. */
export const READING_KINDS: ReadonlySet<string> = new Set([
  "page_viewed",
  "content_viewed",
  "content_downloaded",
  "video_watched",
  "webinar_attended",
]);

/** Verbs that a touchpoint's title says before the name of what was read: see the rules of titles. */
const VERBS = /^(?:downloaded|read|watched|viewed|opened)\s+/;

/**
 * What addresses of one page have in common: no query, no fragment, no `www.`, no slash at the end; the scheme does
 * not count.
 * @returns undefined for what is no address of the web
 */
export function urlKey(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.protocol !== "https:" && url.protocol !== "http:") return undefined;
  return `https://${url.host.replace(/^www\./, "")}${url.pathname.replace(/\/+$/, "")}`;
}

/** A title as it is compared: in lower case, with single spaces, without quotes. */
export function titleKey(title: string): string {
  return title.normalize("NFKC").toLowerCase().replace(/[“”"]/g, "").replace(/\s+/g, " ").trim();
}

/** The keys under which a touchpoint's title may name an asset: as it stands, and without its verb. */
export function titleKeys(title: string): string[] {
  const whole = titleKey(title);
  const named = whole.replace(VERBS, "");
  return named === whole || named === "" ? [whole] : [named, whole];
}
