import { failed, ok, type Result } from "../bridge/result.ts";

/** What an invitation link says: where the hub is, and the code to join with. */
export interface Invitation {
  /** The hub's address without a slash at its end. */
  hub: string;
  code: string;
}

const LINK = /https?:\/\/[^\s<>"'`]+/gi;
/** What a sentence or a mail program leaves at the end of a link. */
const LEFTOVER = /[.,;:!?)\]}>*_]+$/;

/**
 * Reads an invitation link, `https://leadside.acme.example/join#q7Rm…`, also with text around it or broken
 * by spaces. Says in words what is wrong with anything else.
 */
export function readInvitation(text: string): Result<Invitation> {
  const candidates = [...text.matchAll(LINK), ...text.replaceAll(/\s+/g, "").matchAll(LINK)]
    .map(([link]) => parsed(link.replace(LEFTOVER, "")))
    .filter((url) => url !== null);
  const url = candidates.find(({ hash, pathname }) => isJoin(pathname) && hash.length > 1) ?? candidates[0];
  if (!url) return refusal("That is not a link. Paste the whole invitation link, beginning with https://.");
  if (url.username || url.password) return refusal("An invitation link has no name or password in it.");
  if (!isJoin(url.pathname))
    return refusal("That is not an invitation link. It ends in /join#, then a code.");
  const code = decoded(url.hash.slice(1)).trim();
  if (code === "")
    return refusal("The end of the link is missing: a code after /join#. Copy the whole link.");
  if (url.protocol === "http:" && !isLoopback(url.hostname)) {
    return refusal(
      "This link begins with http://, so others on the network could read what marketing knows. Ask your admin for one that begins with https://.",
    );
  }
  return ok({ hub: url.origin + url.pathname.replace(/\/join\/?$/, ""), code });
}

function refusal(message: string): Result<never> {
  return failed("refused", message, "not_an_invitation");
}

function isJoin(path: string): boolean {
  return /\/join\/?$/.test(path);
}

function isLoopback(hostname: string): boolean {
  return /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}

function parsed(link: string): URL | null {
  try {
    return new URL(link);
  } catch {
    return null;
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
