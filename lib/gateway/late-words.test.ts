import { expect, it } from "vitest";
import { ChangeFeedbackRequest } from "../contract/feedback.ts";
import { lateWords, wordsIn } from "./late-words.ts";
import type { OutboxEntry } from "./vault.ts";

const record = { crm: "salesforce", org: "acme", object: "Lead", id: "00Q8d000004kTzQEAU" };
const entry = (request: object, kind: OutboxEntry["kind"] = "change_feedback"): OutboxEntry => ({
  id: "00000000-0000-4000-8000-000000000001",
  kind,
  request: { id: "00000000-0000-4000-8000-000000000002", record, at: "2026-11-20T10:00:00.000Z", ...request },
  label: "Fell flat: Live in six weeks, Maya Okafor",
  hub: "https://leadside.acme.example",
  memberId: "00000000-0000-4000-8000-000000000003",
  at: "2026-11-20T10:00:00.000Z",
});

it.each([
  ["reasons", { reasons: ["price", "not_credible"] }, "Price, Not credible."],
  ["their words", { theirWords: "Nobody does that" }, "They said: “Nobody does that”"],
  [
    "all",
    { reasons: ["price"], theirWords: "No", note: "Too dear", hold: false },
    "Price. They said: “No” Too dear",
  ],
  ["a page", { page: 4 }, "Page 4."],
  [
    "a page and a sentence",
    { page: 4, note: "It is nine weeks, not six" },
    "Page 4. It is nine weeks, not six",
  ],
  ["a reason of a newer release", { reasons: ["of_tomorrow"] }, "of tomorrow."],
])("what came too late goes as a sentence: %s", (_name, request, note) => {
  const [late, ...further] = lateWords(entry(request), "conflict") ?? [];
  expect(further).toEqual([]);
  expect(late?.request).toMatchObject({ id: "00000000-0000-4000-8000-000000000002", record, note });
  expect(late?.request).not.toHaveProperty("reasons");
  expect(late?.request).not.toHaveProperty("theirWords");
  expect(late?.id).not.toBe(entry(request).id);
  // Once: a sentence that is refused is refused.
  expect(late && lateWords(late, "conflict")).toBeUndefined();
});

it.each([
  ["in words", "nobody ".repeat(142).trim(), "dear ".repeat(190).trim()],
  ["in one piece", "x".repeat(1_000), "y".repeat(1_000)],
])("goes as several where it is too long for one, and nothing is cut off: %s", (_name, theirWords, note) => {
  const late = lateWords(entry({ theirWords, note, taken: ["name"] }), "conflict") ?? [];
  const requests = late.map(({ request }) => ChangeFeedbackRequest.parse(request));
  const said = requests.map((request) => request.note).join(" ");
  expect(said.replaceAll(" ", "")).toBe(`They said: “${theirWords}” ${note}`.replaceAll(" ", ""));
  expect(new Set(late.map(({ id }) => id)).size).toBe(late.length);
  const times = requests.map(({ at }) => Date.parse(at));
  expect(times).toEqual(times.toSorted((one, other) => one - other));
  expect(requests.map(({ taken }) => taken)).toEqual([["name"], ...requests.slice(1).map(() => undefined)]);
});

it.each([
  ["another refusal", entry({ reasons: ["price"] }), "not_found"],
  ["a sentence alone", entry({ note: "Too dear" }), "conflict"],
  ["another word", entry({ reasons: ["price"] }, "give_feedback"), "conflict"],
])("and nothing else does: %s", (_name, late, code) => {
  expect(lateWords(late, code)).toBeUndefined();
});

it("keeps what the rep wrote to show it", () => {
  expect(wordsIn({ note: "Too dear", theirWords: "No" })).toBe("“No” Too dear");
  expect(wordsIn({ note: "It is nine weeks", page: 4 })).toBe("Page 4. It is nine weeks");
  expect(wordsIn({ named: true })).toBeUndefined();
});
