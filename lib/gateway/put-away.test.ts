import { describe, expect, it } from "vitest";
import { waitingPutAway } from "./put-away.ts";
import type { OutboxEntry } from "./vault.ts";

const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
const lead = { crm: "salesforce", org: "acme", object: "Lead", id: "00Q8d000004kTzQEAU" };
const other = { ...lead, id: "00Q8d000004kTzREAU" };

const entry = (kind: OutboxEntry["kind"], key: string, request: object): OutboxEntry => ({
  id: key,
  kind,
  request,
  label: "Not for this lead",
  hub: "http://hub.example",
  memberId: id(1),
  at: "2026-11-20T10:00:00.000Z",
});
const put = (key: number, assetId: string, record = lead) => entry("put_away", id(key), { record, assetId });
const undo = (key: number, of: number) => entry("undo_put_away", id(key), { id: id(of) });

describe("what was put away and still waits", () => {
  it.each([
    ["nothing waits", [], []],
    ["one waits", [put(1, id(71))], [id(71)]],
    ["one of another record waits", [put(1, id(71), other)], []],
    ["it was taken back", [put(1, id(71)), undo(2, 1)], []],
    ["one of two was taken back", [put(1, id(71)), put(2, id(72)), undo(3, 1)], [id(72)]],
    ["it was taken back and put away again", [put(1, id(71)), undo(2, 1), put(3, id(71))], [id(71)]],
    ["something else waits", [entry("seen", id(9), { record: lead, newest: null })], []],
  ])("%s", (_name, entries, assets) => {
    expect(waitingPutAway(entries, lead)).toEqual(assets);
  });
});
