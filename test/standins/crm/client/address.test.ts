import { describe, expect, it } from "vitest";
import { emailPath, newPath, placeOf, recordPath } from "./address.ts";

const LEAD = "00Q5g00000jh5dQEAQ";
const ACCOUNT = "0015g00000jh5dQAAQ";
const at = (path: string) => placeOf(new URL(path, "https://acme.lightning.force.com"));

describe("what an address asks the stand-in to show", () => {
  it.each([
    ["a record", recordPath("Lead", LEAD), { kind: "record", id: LEAD }],
    ["a record without its object", `/lightning/r/${LEAD}/view`, { kind: "record", id: LEAD }],
    [
      "a 15-character id",
      `/lightning/r/Lead/${LEAD.slice(0, 15)}/view`,
      { kind: "record", id: LEAD.slice(0, 15) },
    ],
    ["a related list", `/lightning/r/Lead/${LEAD}/related/OpenActivities/view`, { kind: "record", id: LEAD }],
    ["a custom app", `/lightning/app/06m5g0000000001AAA/r/Lead/${LEAD}/view`, { kind: "record", id: LEAD }],
    ["an edit", `/lightning/r/Lead/${LEAD}/edit`, { kind: "record", id: LEAD, layer: "edit" }],
    [
      "a subtab",
      recordPath("Lead", LEAD, recordPath("Account", ACCOUNT)),
      { kind: "record", id: LEAD, workspace: ACCOUNT },
    ],
    ["a mail being written", emailPath("Lead", LEAD), { kind: "record", id: LEAD, layer: "email" }],
    ["a new record over another", newPath("Contact", LEAD), { kind: "record", id: LEAD, layer: "new" }],
    ["the old address", `/one/one.app#/sObject/${LEAD}/view`, { kind: "record", id: LEAD }],
    ["a list", "/lightning/o/Lead/list?filterName=Recent", { kind: "list", object: "Lead" }],
    ["home", "/lightning/page/home", { kind: "home" }],
    ["anything else", "/lightning/setup/SetupOneHome/home", { kind: "home" }],
  ])("%s", (_, path, place) => {
    expect(at(path)).toEqual(place);
  });
});
