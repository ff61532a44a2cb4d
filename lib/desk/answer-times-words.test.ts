import { describe, expect, it } from "vitest";
import { answerTimeWords, workingDaysWords } from "./answer-times-words.ts";

describe("the promise and how it is kept", () => {
  it("is told in working time", () => {
    expect([answerTimeWords(null), answerTimeWords(27), answerTimeWords(24)]).toEqual([
      "none yet",
      "1 d 3 h",
      "1 d",
    ]);
  });

  it("is promised in days", () => {
    expect([workingDaysWords(1), workingDaysWords(2)]).toEqual(["1 working day", "2 working days"]);
  });
});
