import { describe, expect, it } from "vitest";
import { REPORTED_CRM, readPersonRecordId, whyNoPersonRecord } from "./crm-record.ts";

describe("why a text is no record of a person", () => {
  it.each([
    ["00Q000000000001", undefined],
    ["003000000000004AAA", undefined],
    ["001000000000002", "the id of an account"],
    ["005000000000002AAA", "the id of a user"],
    ["a0X000000000002", "the id of another kind of record"],
    ["00Q5e000001abcdEAK", "an id that was altered: its last three characters do not fit the others"],
    ["00Q5e000001", "no record's id"],
    ["", "no record's id"],
  ])("%s", (text, why) => {
    expect(whyNoPersonRecord(REPORTED_CRM, text)).toBe(why);
    expect(readPersonRecordId(REPORTED_CRM, text) === undefined).toBe(why !== undefined);
  });

  it("is not known of a CRM that is not known", () => {
    expect(whyNoPersonRecord("other", "anything")).toBeUndefined();
  });
});
