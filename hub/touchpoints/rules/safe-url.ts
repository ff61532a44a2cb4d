const LONGEST = 2000;

/** The first of these that is an http or https address without a password in it. */
export function safeUrl(...candidates: unknown[]): string | undefined {
  for (const candidate of candidates) {
    if (typeof candidate !== "string" || candidate.length > LONGEST || !URL.canParse(candidate)) continue;
    const url = new URL(candidate);
    if (url.protocol !== "http:" && url.protocol !== "https:") continue;
    if (url.username !== "" || url.password !== "" || url.href.length > LONGEST) continue;
    return url.href;
  }
  return undefined;
}
