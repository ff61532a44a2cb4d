import { expect, it } from "vitest";
import { composerAddress, composersFor, takesText } from "./composer.ts";

const lead = { crm: "salesforce", org: "acme", object: "Lead", id: "00Q8d000004kTzQEAU" };
const message = { to: "maya+x@initech.example", subject: "A & B", text: "One\nTwo = 2?" };

it.each([
  [
    "mail_program" as const,
    "mailto:maya%2Bx@initech.example?subject=A%20%26%20B&body=One%0D%0ATwo%20%3D%202%3F",
  ],
  [
    "gmail" as const,
    "https://mail.google.com/mail/?view=cm&fs=1&tf=1&to=maya%2Bx@initech.example&su=A%20%26%20B&body=One%0D%0ATwo%20%3D%202%3F",
  ],
  [
    "outlook" as const,
    "https://outlook.office.com/mail/deeplink/compose?to=maya%2Bx@initech.example&subject=A%20%26%20B&body=One%0D%0ATwo%20%3D%202%3F",
  ],
  [
    "salesforce" as const,
    "https://acme.lightning.force.com/lightning/action/quick/Global.SendEmail?recordId=00Q8d000004kTzQEAU",
  ],
])("%s is opened at %s", (composer, address) => {
  expect(composerAddress(composer, message, lead)).toBe(address);
});

it("leaves a text out that is too long for the address, and says so", () => {
  const long = { ...message, text: "ä".repeat(800) };
  expect(takesText("mail_program", long)).toBe(false);
  expect(composerAddress("mail_program", long, lead)).toBe(
    "mailto:maya%2Bx@initech.example?subject=A%20%26%20B",
  );
  expect(takesText("gmail", long)).toBe(true);
  expect(takesText("gmail", { ...message, text: "ä".repeat(2_000) })).toBe(false);
  expect(takesText("salesforce", message)).toBe(false);
});

it("offers a CRM's own composer only beside its records", () => {
  expect(composersFor(lead)).toEqual(["mail_program", "gmail", "outlook", "salesforce"]);
  expect(composersFor({ ...lead, crm: "other" })).toEqual(["mail_program", "gmail", "outlook"]);
});
