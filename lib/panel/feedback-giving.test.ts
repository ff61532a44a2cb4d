import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { failed, ok } from "../bridge/result.ts";
import type { Ask } from "./ask-context.ts";
import { FeedbackGiving } from "./feedback-giving.ts";
import type { Saying } from "./said.ts";
import type { Announcement } from "./use-announcement.ts";

const RECORD = { crm: "salesforce", org: "acme", object: "Lead", id: "00Q8d000004kTzQEAU" };
const OTHER = { ...RECORD, id: "00Q8d000004kTzREAU" };
const CONTEXT = { name: "Maya Okafor", company: "Initech" };
const FLAT: Saying = {
  about: { what: "claim", claimVersionId: "00000000-0000-4000-8000-000000000611" },
  type: "fell_flat",
  label: "Fell flat: Live in six weeks",
  shownBecause: "VP Data",
};
const PLACE = "claim 00000000-0000-4000-8000-000000000611";

interface Call {
  kind: string;
  request: { key: string; request: Record<string, unknown> };
}

/** A background that answers as told, and what it was asked. */
function scene(
  answer: (kind: string) => unknown = () => ok({ sent: true, sending: false, signedOut: false }),
) {
  const calls: Call[] = [];
  const said: Announcement[] = [];
  const ask = (async (kind: string, request: Call["request"]) => {
    calls.push({ kind, request });
    return answer(kind);
  }) as unknown as Ask;
  const giving = new FeedbackGiving({
    ask,
    announce: (_record, announcement) => said.push(announcement),
    changed: async () => {},
  });
  const give = (saying = FLAT, record = RECORD) => {
    giving.give(record, CONTEXT, saying);
    return giving.said.at(-1)?.key ?? "";
  };
  const kinds = () => calls.map(({ kind }) => kind);
  const last = (kind: string) => calls.findLast((call) => call.kind === kind)?.request;
  const one = () => giving.said.find(({ place }) => place === PLACE);
  return { giving, give, calls, kinds, last, one, said };
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("document", { activeElement: null });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe("a click", () => {
  it("counts at once, with what goes along, and its form goes after six seconds", async () => {
    const { give, last, one, said, kinds } = scene();
    const key = give();
    await pass(0);
    expect(last("feedback.give")).toMatchObject({
      key,
      label: FLAT.label,
      request: {
        record: RECORD,
        type: "fell_flat",
        taken: [],
        context: { ...CONTEXT, shownBecause: "VP Data" },
      },
    });
    expect(said.map(({ text, heard, passes }) => [text, heard, passes])).toEqual([
      ["Sent", "Sent, undo", true],
    ]);
    await pass(5_900);
    expect(one()?.form).toBe("offered");
    await pass(200);
    expect(one()?.form).toBe("closed");
    expect(kinds()).toEqual(["feedback.give"]);
  });

  it("that was not kept was not said", async () => {
    const { give, one, said } = scene(() => failed("refused", "Check the free disk space."));
    give();
    await pass(0);
    expect(one()).toBeUndefined();
    expect(said.map(({ text }) => text)).toEqual(["Check the free disk space."]);
  });

  it.each([
    [{ sent: false, sending: false, signedOut: false }, "Waiting for connection", "waiting"],
    [
      { sent: false, sending: false, signedOut: true },
      "Kept. Connect again in the options to send it.",
      "signed_out",
    ],
  ])("that could not be sent says what it waits for: %o", async (kept, words, state) => {
    const { give, one, said } = scene(() => ok(kept));
    give();
    await pass(0);
    expect([said.at(-1)?.text, one()?.state]).toEqual([words, state]);
  });

  it("that waited is sent, or refused", async () => {
    const { giving, give, one } = scene(() => ok({ sent: false, sending: false, signedOut: false }));
    give();
    await pass(0);
    giving.heard({ waits: () => true, refused: () => false });
    expect(one()?.state).toBe("waiting");
    giving.heard({ waits: () => false, refused: () => false });
    expect(one()?.state).toBe("sent");
    giving.heard({ waits: () => false, refused: () => true });
    expect(one()).toBeUndefined();
  });

  it("is taken back, and what it did beside too", async () => {
    const onUndo = vi.fn();
    const { giving, give, one, said } = scene();
    const key = give({ ...FLAT, words: "Put away for this lead.", onUndo });
    await pass(0);
    said.at(-1)?.undo?.();
    expect([one(), onUndo.mock.calls.length]).toEqual([undefined, 1]);
    await pass(10_000);
    expect(said.map(({ text }) => text)).toEqual(["Put away for this lead."]);
    giving.takeBack(key);
  });
});

describe("what is added", () => {
  it("holds the item once, is kept while it is typed, and goes under one key", async () => {
    const { giving, give, kinds, last, one, said } = scene();
    const key = give();
    await pass(1_000);
    giving.write(key, { reasons: ["price"] });
    giving.write(key, { note: "Too" });
    await pass(100);
    giving.write(key, { note: "Too dear" });
    await pass(500);
    // Kept first, so that nobody's going leaves it held; and again with what was typed since.
    expect(kinds()).toEqual(["feedback.give", "feedback.draft", "feedback.hold", "feedback.draft"]);
    expect(last("feedback.hold")?.request).toMatchObject({ id: key, hold: true });
    expect(said.at(-1)).toMatchObject({ text: "Sent", passes: false });
    await pass(60_000);
    expect(one()?.form).toBe("writing");
    giving.done(key);
    await pass(5_900);
    expect(kinds()).not.toContain("feedback.change");
    await pass(200);
    expect(last("feedback.change")?.key).toBe(last("feedback.draft")?.key);
    expect(last("feedback.change")?.request).toMatchObject({
      id: key,
      reasons: ["price"],
      note: "Too dear",
      hold: false,
    });
    expect(one()?.form).toBe("closed");
    expect(said.map(({ text }) => text)).toEqual(["Sent", "Sent", "Sent"]);
  });

  it("stays in the form where it cannot be kept", async () => {
    const { giving, give, one } = scene((kind) =>
      kind === "feedback.change"
        ? failed("refused", "Check the free disk space.")
        : ok({ sent: true, sending: false, signedOut: false }),
    );
    const key = give();
    giving.write(key, { note: "Too dear" });
    giving.done(key);
    await pass(7_000);
    expect(one()).toMatchObject({
      form: "writing",
      draft: { note: "Too dear" },
      failure: "Check the free disk space.",
    });
  });

  it("goes along when the rep goes elsewhere, clicks something else, or stops for long", async () => {
    const { giving, give, kinds, last } = scene();
    const key = give();
    giving.write(key, { theirWords: "Nobody does that" });
    give({ ...FLAT, about: { what: "nothing" }, type: "request" }, OTHER);
    await pass(0);
    expect(last("feedback.change")?.request).toMatchObject({
      id: key,
      theirWords: "Nobody does that",
      hold: false,
    });
    const request = giving.said.at(-1)?.key ?? "";
    giving.write(request, { note: "A story" });
    await pass(9 * 60_000);
    expect(last("feedback.change")?.request).toMatchObject({ id: request, note: "A story" });
    const before = kinds().length;
    giving.letGo();
    await pass(0);
    expect(kinds().length).toBe(before);
  });

  it("is a further sentence once the form was closed", async () => {
    const { giving, give, last, one } = scene();
    const key = give();
    await pass(7_000);
    giving.addLate(key);
    giving.write(key, { note: "They asked for a reference" });
    await pass(500);
    expect(last("feedback.draft")?.request).toMatchObject({ note: "They asked for a reference" });
    giving.done(key);
    await pass(0);
    expect(last("feedback.change")?.request).toMatchObject({ id: key, note: "They asked for a reference" });
    expect(last("feedback.change")?.request).not.toHaveProperty("hold");
    expect(one()?.form).toBe("closed");
  });

  it("waits for who looks at it with the pointer, and no longer", async () => {
    const { giving, give, kinds, one } = scene();
    const key = give();
    giving.hover(key, true);
    await pass(8_000);
    expect([one()?.form, kinds()]).toEqual(["writing", ["feedback.give", "feedback.draft", "feedback.hold"]]);
    giving.hover(key, false);
    await pass(7_000);
    expect([one()?.form, kinds().at(-1)]).toEqual(["closed", "feedback.change"]);
  });

  it("can be undone for six seconds more once the rep is done", async () => {
    const { giving, give, kinds, one, said } = scene();
    const key = give();
    await pass(3_000);
    giving.write(key, { note: "Too dear" });
    giving.done(key);
    expect(said.at(-1)).toMatchObject({ text: "Sent", heard: "Sent, undo", passes: true });
    await pass(5_000);
    said.at(-1)?.undo?.();
    await pass(60_000);
    expect(one()).toBeUndefined();
    expect(kinds()).not.toContain("feedback.change");
    expect(kinds().at(-1)).toBe("feedback.takeBack");
  });

  it("can be gone on with as long as it did not go, and loses nothing", async () => {
    const { giving, give, last, one, kinds } = scene();
    const key = give();
    giving.write(key, { note: "Too dear", reasons: ["price"] });
    giving.done(key);
    await pass(3_000);
    giving.addLate(key);
    expect(one()).toMatchObject({ form: "writing", draft: { note: "Too dear", reasons: ["price"] } });
    await pass(10_000);
    expect(kinds()).not.toContain("feedback.change");
    giving.write(key, { note: "Too dear for them" });
    giving.done(key);
    await pass(7_000);
    expect(last("feedback.change")?.request).toMatchObject({ note: "Too dear for them", reasons: ["price"] });
    expect(kinds().filter((kind) => kind === "feedback.change")).toHaveLength(1);
  });

  it("leaves out for good what was taken away, also where a sentence is added", async () => {
    const { giving, give, one } = scene();
    const key = give();
    giving.write(key, { taken: ["name"] });
    giving.done(key);
    await pass(7_000);
    giving.addLate(key);
    expect(one()?.context).toEqual({ company: "Initech", shownBecause: "VP Data" });
    expect(one()?.draft.taken).toEqual([]);
  });

  it("is kept while one types on, at once and without waiting for the hub", async () => {
    const { giving, give, last, calls } = scene((kind) =>
      kind === "feedback.give" ? new Promise(() => {}) : ok({ sent: true, sending: false, signedOut: false }),
    );
    const key = give();
    giving.write(key, { note: "N" });
    for (let typed = 2; typed <= 20; typed += 1) {
      await pass(100);
      giving.write(key, { note: "N".repeat(typed) });
      const kept = String(last("feedback.draft")?.request.note ?? "");
      expect(typed - kept.length).toBeLessThanOrEqual(4);
    }
    giving.keep();
    expect(last("feedback.draft")?.request).toMatchObject({ note: "N".repeat(20), hold: false });
    const drafts = calls.filter(({ kind }) => kind === "feedback.draft");
    expect(drafts.length).toBeLessThanOrEqual(8);
    expect(new Set(drafts.map(({ request }) => request.key)).size).toBe(1);
  });

  it("goes at once with a page that goes, though nothing was answered yet", () => {
    const { giving, give, last, kinds } = scene(() => new Promise(() => {}));
    const key = give();
    giving.write(key, { note: "Too dear" });
    giving.letGo(true);
    expect([kinds()[0], kinds().at(-1)]).toEqual(["feedback.give", "feedback.change"]);
    expect(last("feedback.change")?.request).toMatchObject({ id: key, note: "Too dear", hold: false });
  });

  it("is let go by what is kept here, where the rep wrote nothing and is gone", async () => {
    const { giving, give, last, kinds } = scene();
    const key = give();
    giving.touch(key);
    await pass(0);
    expect(kinds()).toEqual(["feedback.give", "feedback.draft", "feedback.hold"]);
    expect(last("feedback.draft")?.request).toMatchObject({ id: key, hold: false });
  });

  it("stays open for who pressed something in it, wherever the pointer goes", async () => {
    const { giving, give, one } = scene();
    const key = give();
    giving.hover(key, true);
    giving.touch(key);
    giving.hover(key, false);
    await pass(30_000);
    expect(one()?.form).toBe("writing");
  });

  it("is not taken along by what was sent meanwhile", async () => {
    let answered: (value: unknown) => void = () => {};
    const { giving, give, one, calls } = scene((kind) =>
      kind === "feedback.change"
        ? new Promise((resolve) => {
            answered = resolve;
          })
        : ok({ sent: true, sending: false, signedOut: false }),
    );
    const key = give();
    giving.write(key, { note: "Too dear" });
    giving.done(key);
    await pass(7_000);
    giving.addLate(key);
    giving.write(key, { note: "And too late" });
    answered(ok({ sent: true, sending: false, signedOut: false }));
    await pass(500);
    expect(one()).toMatchObject({ form: "late", draft: { note: "And too late" } });
    const keys = calls.flatMap(({ kind, request }) =>
      kind === "feedback.draft" || kind === "feedback.change" ? [request.key] : [],
    );
    expect(new Set(keys).size).toBe(2);
  });

  it("is kept for who wrote it, and gone from the screen, when another connects", async () => {
    const { giving, give, last } = scene();
    const key = give();
    giving.write(key, { note: "Too dear" });
    giving.leave();
    await pass(0);
    expect(last("feedback.change")?.request).toMatchObject({ id: key, note: "Too dear" });
    expect(giving.said).toEqual([]);
  });
});
