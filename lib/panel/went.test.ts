import { expect, it } from "vitest";
import { share } from "../../test/gallery/content.ts";
import { asksHowItWent } from "./went.ts";

const NOW = new Date("2026-11-20T10:00:00Z");
const minutes = (ago: number) => new Date(NOW.getTime() - ago * 60_000).toISOString();
const read = { ...share(1, {}).reading, state: "person" as const };

it.each([
  ["copied a while ago", { copiedAt: minutes(15) }, true],
  ["copied just now", { copiedAt: minutes(14) }, false],
  ["copied long ago, opened in mail just now", { openedInAt: minutes(1), openedIn: "gmail" as const }, false],
  ["read by a person already", { copiedAt: minutes(1), reading: read }, true],
  ["only prepared", { copiedAt: null }, false],
  ["another's", { mine: false }, false],
  ["said", { went: { feedbackId: "f", type: "landed" as const } }, false],
])("%s", (_name, changes, asks) => {
  expect(asksHowItWent(share(1, { copiedAt: minutes(60), ...changes }), NOW)).toBe(asks);
});
