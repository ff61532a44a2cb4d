import { describe, expect, it } from "vitest";
import { noticeWords, oneLine, type Told } from "./notice-words.ts";

const TOLD: Told = {
  kind: "answered",
  type: "fell_flat",
  reasons: ["price"],
  theirWords: "",
  note: "",
  text: "",
  plannedFor: null,
  whatChanged: "",
  added: "",
  creditName: null,
};

describe("what a notice says", () => {
  it.each<[Partial<Told>, string]>([
    [
      { kind: "answered", text: "You were right.\nThank you." },
      "Marketing answered: You were right. Thank you.",
    ],
    [
      { kind: "planned", plannedFor: "2026-12-19", text: "A new slide" },
      "Planned for 19 December: A new slide",
    ],
    [{ kind: "planned" }, "Planned"],
    [{ kind: "changed", whatChanged: "Slide 4", text: "Done" }, "Changed because of you: Slide 4"],
    [{ kind: "changed", text: "Done" }, "Changed because of you: Done"],
    [{ kind: "declined", text: "We keep it." }, "Declined: We keep it."],
    [{ kind: "credit_asked", whatChanged: "Slide 4" }, "Changed because of you: Slide 4. May we name you?"],
    [{ kind: "credit_asked" }, "Changed because of you. May we name you?"],
    [{ kind: "feedback_given", theirWords: "Too dear" }, "Fell flat, price: “Too dear”"],
    [{ kind: "feedback_given", reasons: [], note: "They laughed" }, "Fell flat: They laughed"],
    [{ kind: "feedback_given", type: "of a newer release", reasons: ["odd_one"] }, "Feedback, odd one"],
    [{ kind: "assigned" }, "Yours to answer: Fell flat, price"],
    [{ kind: "reopened", added: "Still wrong" }, "Opened again: Still wrong"],
    [{ kind: "credit_given", creditName: "Nadia Brandt" }, "Nadia Brandt may be named."],
    [{ kind: "credit_given" }, "Would rather not be named."],
    [{ kind: "of a newer release" }, "Fell flat, price"],
  ])("%j", (told, words) => {
    expect(noticeWords({ ...TOLD, ...told })).toBe(words);
  });

  it("is one line of bounded length, whatever stands in it", () => {
    expect(oneLine("a\r\nBcc: b\u2028c\u0000d\u202e e")).toBe("a Bcc: b c d e");
    expect([...oneLine("😀".repeat(500))]).toHaveLength(240);
  });
});
