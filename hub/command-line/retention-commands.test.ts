import { expect, test } from "vitest";
import { Usage } from "./command.ts";
import { readChange, wouldDeleteText } from "./retention-commands.ts";

test.each([
  [["raw-events=180d"], { rawEvents: 180 }],
  [["rejected-events=never", "look-ups=30d"], { rejectedEvents: null, lookUps: 30 }],
  [
    ["touchpoints=never", "touchpoints:email_opened=30d", "touchpoints:ad_clicked=default"],
    { touchpoints: null, touchpointKinds: { email_opened: 30, ad_clicked: "default" } },
  ],
])("%j", (words, change) => {
  expect(readChange(words)).toEqual(change);
});

test.each([
  [["raw-events"], "not what=how-long"],
  [["raw-events=1d=2d"], "not what=how-long"],
  [["events=1d"], 'no "events"'],
  [["raw-events=0d"], "say days"],
  [["raw-events=90"], "say days"],
  [["raw-events=99999d"], "say days"],
  [["raw-events=default"], "say days"],
  [["look-ups=never"], "90 days at most"],
  [["look-ups=91d"], "90 days at most"],
  [["touchpoints:opened=1d"], "email_opened"],
])("%j is refused", (words, why) => {
  expect(() => readChange(words)).toThrow(Usage);
  expect(() => readChange(words)).toThrow(why);
});

test("what would go is said in figures, and nothing of nothing", () => {
  expect(wouldDeleteText([])).toBeUndefined();
  expect(wouldDeleteText([{ table: "touchpoint", rows: 0, orMore: false }])).toBeUndefined();
  expect(
    wouldDeleteText([
      { table: "raw_event", rows: 3, orMore: false },
      { table: "look_up", rows: 0, orMore: false },
      { table: "touchpoint", rows: 100_000, orMore: true },
    ]),
  ).toBe(
    "By this, 3 of raw_event, 100,000 or more of touchpoint would be deleted now, and cannot be had back.",
  );
});
