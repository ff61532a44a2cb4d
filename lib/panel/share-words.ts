import type { Share } from "../contract/share.ts";
import { COMPOSER_NAMES } from "./composer.ts";
import { sentAt } from "./share-list.ts";
import { type Clock, momentWords, rowWords, sinceWords, written } from "./time-words.ts";

/** What was done with a link, and what came of it, in one line that claims no more than is known. */
export function truthWords(share: Share, clock: Clock): string {
  const { reading, tracked } = share;
  const sent = sentWords(share, clock);
  if (!tracked) return `${sent ?? "Prepared"} without tracking. ${openedWords(share, clock)}`;
  if (reading.state === "none") return sent ? `${sent}. Not opened yet.` : "Prepared, not sent.";
  if (reading.state === "person" && reading.at !== null) {
    return `${reading.words}, ${momentWords(reading.at, clock)}`;
  }
  return reading.words;
}

/** Of a link without tracking no more than that it was opened. */
function openedWords(share: Share, clock: Clock): string {
  const { reading } = share;
  if (leadsAway(share)) return "It leads straight to the page, so nobody knows whether it is opened.";
  if (reading.state === "none") return "Not opened yet.";
  if (reading.state === "person" && reading.at !== null) {
    return `Opened ${momentWords(reading.at, clock)}; nothing more is noted.`;
  }
  return ended(reading.words);
}

/** Whether it is a page's own address: nothing can be told or changed about who goes there. */
export function leadsAway({ tracked, kind, expiresAt, limitedTo }: Share): boolean {
  return !tracked && kind === "web_page" && expiresAt === null && limitedTo === null;
}

/** "Link copied Tuesday", "Opened in Gmail at 10:03", or undefined for what was only prepared. */
export function sentWords(share: Share, clock: Clock): string | undefined {
  const at = sentAt(share);
  return at === undefined ? undefined : `${doneWords(share)} ${whenWords(at, clock)}`;
}

/** "Link copied", "Opened in Gmail": what was done with it last, or undefined for what was only prepared. */
function doneWords(share: Share): string | undefined {
  const { openedIn, openedInAt } = share;
  const at = sentAt(share);
  if (at === undefined || openedIn === null || openedInAt !== at) return at && "Link copied";
  return `Opened in ${openedIn === "unknown" ? "a mail program" : COMPOSER_NAMES[openedIn].opened}`;
}

/** "at 10:03", "yesterday", "Tuesday", "12 Nov". */
function whenWords(instant: string, clock: Clock): string {
  const words = sinceWords(instant, clock);
  return /^\d\d:\d\d$/.test(words) ? `at ${words}` : words;
}

/** Whether a newer version is out than the one that was sent, as far as that is known. */
export function newerIsOut({ sentVersion, version, newest }: Share): boolean {
  return newest > (sentVersion ?? version);
}

/** What became of the link since: a newer version, retired, revoked, a limit. Each is one sentence. */
export function shareNotes(share: Share, clock: Clock): string[] {
  const {
    mine,
    retired,
    revokedAt,
    expiresAt,
    limitedTo,
    pinned,
    version,
    newest,
    sentVersion,
    whatChanged,
  } = share;
  const notes: string[] = [];
  if (revokedAt !== null)
    notes.push(`Revoked ${whenWords(revokedAt, clock)}: the link opens nothing any more.`);
  else if (expiresAt !== null && Date.parse(expiresAt) <= clock.now.getTime()) {
    notes.push(`Expired ${whenWords(expiresAt, clock)}: the link opens nothing any more.`);
  } else if (expiresAt !== null) notes.push(`The link expires ${untilWords(expiresAt, clock)}.`);
  if (retired) notes.push("Marketing retired this. Links that are out go on.");
  else if (newerIsOut(share)) {
    const sent = `${mine ? "You sent" : "It was sent as"} version ${sentVersion ?? version}; version ${newest} is out`;
    const shows =
      version < newest ? `, and the link still shows version ${version}` : ", and the link shows it";
    notes.push(`${sent}${shows}.${whatChanged ? ` What changed: ${ended(whatChanged)}` : ""}`);
  } else if (pinned) notes.push(`The link stays at version ${version}.`);
  if (limitedTo !== null) notes.push(`Only for who confirms ${limitedTo}.`);
  return notes;
}

/** "today at 18:00", "12 Dec". */
function untilWords(instant: string, clock: Clock): string {
  const words = rowWords(instant, clock);
  return /^\d\d:\d\d$/.test(words) ? `today at ${words}` : words;
}

const ended = (text: string) => (/[.!?]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`);

/** A note for the CRM's own record: what was done, for whom, when, link. That it arrived nobody knows. */
export function noteText(
  share: Share,
  link: string | undefined,
  to: string | undefined,
  clock: Clock,
): string {
  const { title, length, preparedAt } = share;
  const at = sentAt(share);
  const day = written("longDayOfYear", new Date(at ?? preparedAt), clock.zone);
  const did = doneWords(share) ?? "Link";
  const line = `${did}: “${title}” (${length})${to ? ` for ${to}` : ""}, ${day}`;
  return link === undefined ? line : `${line}\n${link}`;
}

/** Seconds as they stand under a page: "0:22", "1:31". */
export function secondsWords(seconds: number): string {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** Who or what made a view, as it stands in a list. */
export const CLASSIFICATION_WORDS = {
  person: "A person",
  likely_automated: "Likely a machine",
  internal: "Your own team",
  unknown: "Not known who",
} as const;
