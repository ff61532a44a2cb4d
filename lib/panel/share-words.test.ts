import { describe, expect, it } from "vitest";
import type { Share } from "../contract/share.ts";
import { noteText, secondsWords, shareNotes, truthWords } from "./share-words.ts";

const id = "00000000-0000-4000-8000-000000000001";
const clock = { now: new Date("2026-11-20T12:00:00Z"), zone: "UTC" };
const unread: Share["reading"] = {
  state: "none",
  words: "Not opened yet",
  at: null,
  pagesRead: null,
  pages: null,
  seconds: null,
  places: 0,
};
const share: Share = {
  id,
  assetId: id,
  title: "Pricing sheet",
  kind: "pdf",
  length: "PDF, 4 pages",
  link: "https://links.example/l/abc/pricing-sheet",
  linkIsLocal: false,
  by: { memberId: id, name: "Sam Rivera" },
  mine: true,
  tracked: true,
  preparedAt: "2026-11-17T09:00:00Z",
  copiedAt: null,
  openedIn: null,
  openedInAt: null,
  version: 2,
  newest: 2,
  pinned: false,
  sentVersion: null,
  whatChanged: null,
  retired: false,
  allowDownload: true,
  expiresAt: null,
  revokedAt: null,
  limitedTo: null,
  reading: unread,
};
const read = (state: Share["reading"]["state"], words: string) => ({
  reading: { ...unread, state, words, at: "2026-11-19T14:05:00Z" },
});
const copied = { copiedAt: "2026-11-17T09:00:00Z", sentVersion: 2 };

describe("the one line of truth", () => {
  it.each<[Partial<Share>, string]>([
    [{}, "Prepared, not sent."],
    [copied, "Link copied Tuesday. Not opened yet."],
    [{ ...copied, copiedAt: "2026-11-20T10:03:00Z" }, "Link copied at 10:03. Not opened yet."],
    [
      { ...copied, openedIn: "gmail", openedInAt: "2026-11-19T09:00:00Z" },
      "Opened in Gmail yesterday. Not opened yet.",
    ],
    [
      { openedIn: "mail_program", openedInAt: "2026-11-10T09:00:00Z" },
      "Opened in your mail program 10 Nov. Not opened yet.",
    ],
    [
      { openedIn: "gmail", openedInAt: "2026-11-10T09:00:00Z", ...copied },
      "Link copied Tuesday. Not opened yet.",
    ],
    [{ ...copied, tracked: false }, "Link copied Tuesday without tracking. Not opened yet."],
    [
      { ...copied, tracked: false, ...read("person", "Opened by a person; nothing more is noted") },
      "Link copied Tuesday without tracking. Opened Thu 14:05; nothing more is noted.",
    ],
    [
      { ...copied, tracked: false, ...read("automated", "Opened by a mail scanner, not by a person yet") },
      "Link copied Tuesday without tracking. Opened by a mail scanner, not by a person yet.",
    ],
    [
      { ...copied, tracked: false, kind: "web_page" },
      "Link copied Tuesday without tracking. It leads straight to the page, so nobody knows whether it is opened.",
    ],
    [{ ...copied, ...read("person", "Read 3 of 4 pages, 2 min") }, "Read 3 of 4 pages, 2 min, Thu 14:05"],
    [
      { ...copied, ...read("automated", "Opened by a mail scanner, not by a person yet") },
      "Opened by a mail scanner, not by a person yet",
    ],
    // What was never said to be copied, and was read all the same.
    [read("person", "Read 1 of 4 pages, 9 s"), "Read 1 of 4 pages, 9 s, Thu 14:05"],
  ])("%j reads %s", (changes, words) => expect(truthWords({ ...share, ...changes }, clock)).toBe(words));
});

describe("what became of it since", () => {
  it.each<[Partial<Share>, string[]]>([
    [copied, []],
    [
      { ...copied, version: 3, newest: 3, whatChanged: "Page 4 says 99.95 %" },
      ["You sent version 2; version 3 is out, and the link shows it. What changed: Page 4 says 99.95 %."],
    ],
    [
      { ...copied, newest: 3, pinned: true, mine: false },
      ["It was sent as version 2; version 3 is out, and the link still shows version 2."],
    ],
    [{ ...copied, pinned: true }, ["The link stays at version 2."]],
    [{ ...copied, retired: true, newest: 3 }, ["Marketing retired this. Links that are out go on."]],
    [
      { ...copied, revokedAt: "2026-11-18T10:00:00Z" },
      ["Revoked Wednesday: the link opens nothing any more."],
    ],
    [{ ...copied, expiresAt: "2026-12-12T10:00:00Z" }, ["The link expires 12 Dec."]],
    [{ ...copied, expiresAt: "2026-11-20T18:00:00Z" }, ["The link expires today at 18:00."]],
    [{ ...copied, expiresAt: "2026-11-12T10:00:00Z" }, ["Expired 12 Nov: the link opens nothing any more."]],
    [{ ...copied, limitedTo: "maya@initech.example" }, ["Only for who confirms maya@initech.example."]],
  ])("%j reads %j", (changes, notes) => expect(shareNotes({ ...share, ...changes }, clock)).toEqual(notes));
});

it("writes a note of what, to whom, when, with the link", () => {
  expect(noteText({ ...share, ...copied }, share.link, "Maya Okafor", clock)).toBe(
    "Link copied: “Pricing sheet” (PDF, 4 pages) for Maya Okafor, 17 November 2026\nhttps://links.example/l/abc/pricing-sheet",
  );
  expect(
    noteText(
      { ...share, ...copied, openedIn: "gmail", openedInAt: "2026-11-19T09:00:00Z" },
      undefined,
      "Maya Okafor",
      clock,
    ),
  ).toBe("Opened in Gmail: “Pricing sheet” (PDF, 4 pages) for Maya Okafor, 19 November 2026");
  expect(noteText(share, undefined, undefined, clock)).toBe(
    "Link: “Pricing sheet” (PDF, 4 pages), 17 November 2026",
  );
});

it.each([
  [0, "0:00"],
  [22.4, "0:22"],
  [59.7, "1:00"],
  [91, "1:31"],
])("%d seconds read %s", (seconds, words) => expect(secondsWords(seconds)).toBe(words));
