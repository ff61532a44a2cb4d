import { describe, expect, it } from "vitest";
import { memberEmail } from "./access/email.ts";
import { readEmail } from "./people/email.ts";

describe("a member's address and a prospect's", () => {
  it.each([" Dana@Acme.Example ", "dana@MÜNCHEN.de", "JOSE\u0301@initech.com", "Zoë.Müller@Bücher.example"])(
    "%s is compared the same way",
    (text) => {
      const value = readEmail(text)?.value;
      expect(value).toBeDefined();
      expect(memberEmail(text)).toBe(value);
    },
  );

  it("differ in that a colleague's may be of the company's own network", () => {
    expect(memberEmail("Dana@Intranet")).toBe("dana@intranet");
    expect(readEmail("Dana@Intranet")).toBeUndefined();
  });

  it.each(["dana@", "dana@-.com", "dana@acme..example", "dana"])("%s is none", (text) => {
    expect(readEmail(text)).toBeUndefined();
    expect(() => memberEmail(text)).toThrow("not an e-mail address");
  });
});
