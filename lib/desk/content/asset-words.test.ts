import { describe, expect, it } from "vitest";
import { audienceWords, dueWords, everyWords, rateWords, readWords, verifiedWords } from "./asset-words.ts";

const clock = { now: new Date("2026-11-11T10:31:00Z"), zone: "Europe/Berlin" };

describe("verified until", () => {
  it.each([
    [null, "–", "quiet"],
    ["2027-01-28T09:00:00Z", "28 Jan 2027", "plain"],
    ["2026-12-03T09:00:00Z", "3 Dec", "plain"],
    ["2026-11-25T23:30:00Z", "26 Nov", "plain"],
    ["2026-11-25T09:00:00Z", "25 Nov", "near"],
    ["2026-11-11T12:00:00Z", "11 Nov", "near"],
    ["2026-11-11T09:00:00Z", "11 Nov, due today", "late"],
    ["2026-11-10T09:00:00Z", "10 Nov, 1 day over", "late"],
    ["2026-11-07T09:00:00Z", "7 Nov, 4 days over", "late"],
  ])("%s is %s", (until, text, tone) => {
    expect(verifiedWords(until, clock)).toEqual({ text, tone });
  });

  it.each([
    [null, undefined],
    ["2026-12-03T09:00:00Z", undefined],
    ["2026-11-14T09:00:00Z", "due 14 Nov"],
    ["2026-11-12T09:00:00Z", "due tomorrow"],
    ["2026-11-11T22:00:00Z", "due today"],
    ["2026-11-07T09:00:00Z", "4 days overdue"],
  ])("%s is due so: %s", (until, text) => {
    expect(dueWords(until, clock)?.text).toBe(text);
  });
});

describe("words of an asset", () => {
  it.each([
    [null, "Never asked again"],
    [90, "Every 3 months"],
    [45, "Every 45 days"],
  ])("are looked at again %s: %s", (every, words) => {
    expect(everyWords(every)).toBe(words);
  });

  it("say who may use it", () => {
    const team = (name: string) => ({ id: crypto.randomUUID(), name });
    expect(audienceWords({ audience: "all", teams: [] })).toBe("All reps");
    expect(audienceWords({ audience: "teams", teams: [team("EMEA"), team("DACH")] })).toBe("EMEA, DACH");
    expect(audienceWords({ audience: "teams", teams: [] })).toBe("No team yet");
    expect(audienceWords({ audience: "marketing", teams: [] })).toBe("Marketing only");
    expect(audienceWords({ audience: "unknown", teams: [] })).toBe("not known");
  });

  it("tell nothing read from nothing to be known", () => {
    expect(readWords({ kind: "pdf", readByPerson: 0 }).text).toBe("0");
    expect(readWords({ kind: "pdf", readByPerson: 1204 }).text).toBe("1,204");
    expect(readWords({ kind: "web_page", readByPerson: null }).text).toBe("cannot be known");
    expect(readWords({ kind: "snippet", readByPerson: null }).text).toBe("no link");
  });

  it("give no rate without enough readers", () => {
    expect(rateWords({ readers: 7, nextStep: 2, interval: null })).toEqual({ counted: "2 of 7" });
    expect(rateWords({ readers: 61, nextStep: 14, interval: [0.153, 0.331] })).toEqual({
      counted: "14 of 61",
      rate: "23 %",
      range: "(15–33)",
    });
  });
});
