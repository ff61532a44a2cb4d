import { failed, ok, type Result } from "../bridge/result.ts";
import { shortHost } from "./short-host.ts";

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
 * A link whose code spaces or line breaks cut: it goes on as long as it takes to be whole, in the form that hubs give
 * their codes, so that the words after a whole one stay out of it.
 */
const BROKEN =
  /https?:\/\/[^\s<>"'`]+\/join\/?\s*#\s*(?:(?:[0-9a-f]\s*){39}[0-9a-f](?![0-9a-z])|[0-9a-z]{4}\s*-\s*[0-9a-z]{4}(?![\w-]))/gi;
const CODE = /^[A-Za-z0-9_-]{6,200}$/;
/** What a connected device shows to add another: two groups of four, as a person may type them. */
const DEVICE_CODE = /^[0-9A-Z]{4}[\s\p{Pd}_]*[0-9A-Z]{4}$/iu;

/**
 * Reads an invitation link, `https://leadside.acme.example/join#q7Rm…`, also with text around it or broken
 * by spaces. Says in words what is wrong with anything else.
 * @param company the only hub that this browser may connect to: then the code alone is enough
 */
export function readInvitation(text: string, company: string | null = null): Result<Invitation> {
  const broken = [...text.matchAll(BROKEN)].map(([link]) => link.replaceAll(/\s+/g, ""));
  const links = [...text.matchAll(LINK), ...text.replaceAll(/\s+/g, "").matchAll(LINK)].map(([link]) => link);
  const candidates = [...broken, ...links]
    .map((link) => parsed(link.replace(LEFTOVER, "")))
    .filter((url) => url !== null);
  const url = candidates.find(({ hash, pathname }) => isJoin(pathname) && hash.length > 1) ?? candidates[0];
  if (!url) return readCode(text, company);
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
  const hub = url.origin + url.pathname.replace(/\/join\/?$/, "");
  if (company !== null && hub !== company) {
    return refusal(
      `This invitation is for ${shortHost(url.host)}. Your company's policy connects this browser only to ${new URL(company).host}. Ask your admin for an invitation from there.`,
    );
  }
  return ok({ hub, code });
}

/** Whether a code adds a device of somebody who is a member already, so that nobody has to say their name. */
export function isDeviceCode(code: string): boolean {
  return DEVICE_CODE.test(code.trim());
}

/** Whether what was typed so far is a link or code that adds a device. */
export function addsDevice(text: string, company: string | null): boolean {
  const invitation = readInvitation(text, company);
  return invitation.ok && isDeviceCode(invitation.value.code);
}

/** Whether a host is this computer. */
export function isLoopback(hostname: string): boolean {
  return /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}

function readCode(text: string, company: string | null): Result<Invitation> {
  const typed = text.trim();
  const code = isDeviceCode(typed) ? typed : typed.replaceAll(/\s+/g, "");
  const isCode = isDeviceCode(typed) || (CODE.test(code) && /\d/.test(code));
  if (isCode && company !== null) return ok({ hub: company, code });
  if (isCode) {
    return refusal("That is not a link, but its code alone. Paste the whole link, beginning with https://.");
  }
  return refusal(
    company === null
      ? "That is not a link. Paste the whole invitation link, beginning with https://."
      : "That is neither a link nor a code. Paste the whole invitation link, or the code at its end.",
  );
}

function refusal(message: string): Result<never> {
  return failed("refused", message, "not_an_invitation");
}

function isJoin(path: string): boolean {
  return /\/join\/?$/.test(path);
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
