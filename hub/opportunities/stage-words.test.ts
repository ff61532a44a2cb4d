import { describe, expect, it } from "vitest";
import { readStage } from "./stage-words.ts";

const OPEN = { open: true, won: false };
const WON = { open: false, won: true };
const LOST = { open: false, won: false };

describe("what a stage says", () => {
  it.each([
    ["Closed Won", WON],
    ["Closed - Won", WON],
    ["CLOSED/WON", WON],
    ["closedwon", WON],
    ["Won", WON],
    ["Won – awaiting signature", WON],
    ["Closed Lost", LOST],
    ["closedlost", LOST],
    ["Lost to a competitor", LOST],
    ["Closed", LOST],
    ["Closed – no decision", LOST],
    ["Geschlossen und gewonnen", WON],
    ["Geschlossen, verloren", LOST],
    ["Gewonnen", WON],
    ["Fermée gagnée", WON],
    ["Clôturée perdue", LOST],
    ["Cerrada ganada", WON],
    ["Cerrada perdida", LOST],
    ["Chiusa vinta", WON],
    ["Chiusa persa", LOST],
    ["Fechado e ganho", WON],
    ["Fechado e perdido", LOST],
    ["Gesloten en gewonnen", WON],
    ["Gesloten, verloren", LOST],
    ["受注", WON],
    ["失注", LOST],
    ["成立 (Closed Won)", WON],
    ["Evaluation", OPEN],
    ["Verbally won", OPEN],
    ["Not closed", OPEN],
    ["Closing", OPEN],
    ["Wonderful", OPEN],
    ["Negotiation/Review", OPEN],
    ["", OPEN],
  ])("%s", (stage, says) => {
    expect(readStage(stage)).toEqual(says);
  });
});
