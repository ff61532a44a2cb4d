import { expect, test } from "vitest";
import { askedPerson } from "./asked-person.ts";

test.each([
  [" maya.okafor@initech.example ", { email: "maya.okafor@initech.example" }],
  [
    "https://acme.lightning.force.com/lightning/r/Lead/00Q5g00000A1b2CEAR/view",
    { record: { crm: "salesforce", org: "acme", object: "Lead", id: "00Q5g00000A1b2CEAR" } },
  ],
  ["0b6f2b6e-7a54-4c1c-9a5e-2f1c3e4d5a6b", { id: "0b6f2b6e-7a54-4c1c-9a5e-2f1c3e4d5a6b" }],
  ["Maya Okafor", undefined],
  ["https://acme.lightning.force.com/lightning/page/home", undefined],
  ["", undefined],
])("%j asks for %j", (typed, asked) => {
  expect(askedPerson(typed)).toEqual(asked);
});
