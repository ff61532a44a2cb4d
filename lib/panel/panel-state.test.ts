import { describe, expect, it } from "vitest";
import type { ContextView, Target } from "../bridge/messages.ts";
import type { FailureCode } from "../bridge/result.ts";
import { type Answer, type PanelInputs, panelState } from "./panel-state.ts";

const target: Target = {
  record: { crm: "salesforce", org: "acme", object: "Lead", id: "00Q8d000004kTzQEAU" },
  sandbox: false,
  subject: "person",
  label: "Lead",
};
const key = "salesforce/acme/00Q8d000004kTzQEAU";

function view(changes: Partial<ContextView["context"]> = {}): ContextView {
  return {
    fetchedAt: "2026-11-20T10:00:00.000Z",
    context: {
      match: { by: "record" },
      person: { id: "0b0b8a5e-3f0e-4a39-a9f5-d3a1f6f0c111", name: "Maya Okafor", emails: [] },
      touchpoints: { items: [], next: null },
      kinds: [{ kind: "page_viewed", passive: false, count: 3 }],
      weeks: [],
      unseen: { since: null, count: 3 },
      colleagues: [],
      colleagueCount: 0,
      sources: [
        { id: "0b0b8a5e-3f0e-4a39-a9f5-d3a1f6f0c112", name: "Website", type: "segment", lastEventAt: null },
      ],
      asOf: "2026-11-20T10:00:00.000Z",
      ...changes,
    },
  };
}
const known = (shown: ContextView | null, more: Partial<Answer> = {}): Answer => ({
  record: key,
  view: shown,
  asking: false,
  ...more,
});
const failure = (code: FailureCode, more: Partial<Answer> = {}): Answer => ({
  record: key,
  failure: { code, message: code },
  asking: false,
  ...more,
});
const asking: Answer = { record: key, asking: true };
const none = { match: { by: "none" as const }, person: undefined, kinds: [] };
const base: PanelInputs = { target, kept: undefined, fresh: undefined };

describe("what the panel shows", () => {
  it.each<[string, Partial<PanelInputs>, string]>([
    ["the locator did not speak yet", { target: undefined }, "starting"],
    ["a page without a record", { target: null }, "no_record"],
    ["an account", { target: { ...target, subject: "later" } }, "later"],
    [
      "a frame nobody of ours made",
      { target: undefined, inert: { code: "not_permitted", message: "" } },
      "inert",
    ],
    [
      "an address that was taken away in the browser",
      { kept: known(view()), fresh: failure("not_permitted", { view: view() }) },
      "inert",
    ],
    ["nothing answered yet", {}, "loading"],
    ["the cache has nothing, the hub is asked", { kept: known(null), fresh: asking }, "loading"],
    ["a kept copy", { kept: known(view()), fresh: asking }, "person"],
    ["a fresh answer", { fresh: known(view()) }, "person"],
    ["nobody", { fresh: known(view(none)) }, "no_match"],
    [
      "nobody, and the page's e-mail may still come",
      { fresh: known(view(none)), hintMayCome: true },
      "loading",
    ],
    [
      "nobody by the page's e-mail either",
      { fresh: known(view(none)), hintMayCome: true, email: { value: "a@b.example", from: "page" } },
      "no_match",
    ],
    ["nobody and no tool", { fresh: known(view({ ...none, sources: [] })) }, "no_match"],
    [
      "nobody and no tool, and the page's e-mail may still come",
      { fresh: known(view({ ...none, sources: [] })), hintMayCome: true },
      "loading",
    ],
    ["a person, but no tool", { fresh: known(view({ kinds: [], sources: [] })) }, "no_tool"],
    ["no tool any more, but a history", { fresh: known(view({ sources: [] })) }, "person"],
    ["a person who did nothing", { fresh: known(view({ kinds: [] })) }, "nothing_yet"],
    [
      "a person who only got mail",
      { fresh: known(view({ kinds: [{ kind: "email_sent", passive: true, count: 2 }] })) },
      "person",
    ],
    ["not connected", { fresh: failure("not_connected") }, "not_connected"],
    ["asked again after a failure", { fresh: failure("not_connected", { asking: true }) }, "not_connected"],
    ["a typed address on its way", { fresh: asking, nobody: view(none) }, "no_match"],
    ["a typed address refused", { fresh: failure("refused"), nobody: view(none) }, "no_match"],
    [
      "not this person, yet kept from before",
      { fresh: known(view({ match: { by: "email" } })), notByEmail: true },
      "loading",
    ],
    ["the record's own person, after not this one", { fresh: known(view()), notByEmail: true }, "person"],
    ["signed out", { fresh: failure("signed_out") }, "signed_out"],
    ["signed out over a kept copy", { kept: known(view()), fresh: failure("signed_out") }, "signed_out"],
    ["too old", { kept: known(view()), fresh: failure("hub_too_old") }, "hub_too_old"],
    ["too new", { fresh: failure("hub_too_new") }, "hub_too_new"],
    ["out of reach, nothing kept", { kept: known(null), fresh: failure("out_of_reach") }, "out_of_reach"],
    ["out of reach, a copy kept", { kept: known(view()), fresh: failure("out_of_reach") }, "person"],
    ["refused", { fresh: failure("refused") }, "refused"],
    ["a refresh refused, a copy kept", { kept: known(view()), fresh: failure("refused") }, "person"],
    ["an answer nobody understands", { fresh: failure("malformed") }, "unexpected"],
    ["a copy, then nonsense", { kept: known(view()), fresh: failure("malformed") }, "unexpected"],
    ["updated under an open tab", { fresh: failure("extension_updated") }, "extension_updated"],
  ])("%s", (_case, inputs, kind) => expect(panelState({ ...base, ...inputs }).kind).toBe(kind));

  it.each<[string, Partial<PanelInputs>]>([
    ["fresh", { fresh: { ...known(view()), record: "salesforce/acme/00Q8d000004kOtherAA" } }],
    ["kept", { kept: { ...known(view()), record: "salesforce/other/00Q8d000004kTzQEAU" } }],
    ["failure", { fresh: { ...failure("signed_out"), record: "salesforce/acme/00Q8d000004kOtherAA" } }],
  ])("drops a %s answer for a record that is no longer on screen", (_case, inputs) =>
    expect(panelState({ ...base, ...inputs })).toEqual({ kind: "loading", target }),
  );

  it("says why a copy is shown, and that it asks again", () => {
    const state = panelState({
      ...base,
      kept: known(view()),
      fresh: failure("out_of_reach", { asking: true }),
    });
    expect(state).toMatchObject({ kind: "person", refreshing: true, notice: { code: "out_of_reach" } });
  });

  it("keeps the name over an updated extension", () => {
    expect(panelState({ ...base, kept: known(view()), fresh: failure("extension_updated") })).toMatchObject({
      person: { name: "Maya Okafor" },
    });
  });
});
