import { describe, expect, test } from "vitest";
import { isUnknownEndpoint, read } from "./hub-client.ts";

const ENVELOPE = { hubId: "0190f3a0-0000-7000-8000-000000000001", contract: 1, minContract: 1 };
const BRIEF = { unseen: { since: null, count: 3 } };
const error = (code: string, message = "Words.") => ({ ...ENVELOPE, error: { code, message } });

describe("what an answer of the hub means", () => {
  test("a good one is its parsed reply", () => {
    expect(read("brief", 200, { ...ENVELOPE, ...BRIEF, newField: 1 }, "hub.example")).toEqual({
      ok: true,
      value: BRIEF,
    });
  });

  test.each([
    ["the token is worth nothing", 401, error("unauthorized"), "signed_out", undefined],
    ["a 401 by something else", 401, undefined, "out_of_reach", undefined],
    ["a 401 in JSON by something else", 401, { error: "unauthorized" }, "out_of_reach", undefined],
    [
      "a 401 that looks like ours",
      401,
      { error: { code: "unauthorized", message: "Log in." } },
      "out_of_reach",
      undefined,
    ],
    ["a refusal", 404, error("not_found"), "refused", "not_found"],
    ["a code of a newer hub", 400, error("brand_new"), "refused", "unknown"],
    ["an older hub", 200, { ...ENVELOPE, ...BRIEF, contract: 0, minContract: 0 }, "hub_too_old", undefined],
    [
      "a hub that left us behind",
      200,
      { ...ENVELOPE, contract: 9, minContract: 9 },
      "hub_too_new",
      undefined,
    ],
    [
      "the same, as an error",
      400,
      { ...error("bad_request"), contract: 9, minContract: 9 },
      "hub_too_new",
      undefined,
    ],
    ["a page of something else", 200, undefined, "out_of_reach", undefined],
    ["JSON of something else", 200, { hello: 1 }, "out_of_reach", undefined],
    ["a reply without its envelope", 200, BRIEF, "out_of_reach", undefined],
    ["a refusal by something else", 403, "<html>", "out_of_reach", undefined],
  ])("%s", (_what, status, body, code, hubCode) => {
    const result = read("brief", status, body, "hub.example");
    expect(result).toMatchObject({ ok: false, error: { code, ...(hubCode ? { hubCode } : {}) } });
  });

  test("a refusal keeps the hub's words", () => {
    const result = read("join", 410, error("invite_used", "This invitation was used."), "hub.example");
    expect(result).toMatchObject({ error: { message: "This invitation was used.", hubCode: "invite_used" } });
  });

  // The address is answered before any other word: a hub of 0.3.0 says this of what it does not know.
  test.each([
    ["There is nothing here.", true],
    ["That talking point is gone.", false],
  ])("it may be of a release that does not know the endpoint: %s", (message, unknown) => {
    const result = read("giveFeedback", 404, error("not_found", message), "hub.example");
    expect(!result.ok && isUnknownEndpoint(result.error)).toBe(unknown);
  });
});
