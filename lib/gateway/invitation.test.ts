import { describe, expect, test } from "vitest";
import { addsDevice, isDeviceCode, readInvitation } from "./invitation.ts";

const ACME = { hub: "https://leadside.acme.example", code: "q7Rm-2vXk-9LtD" };
const LONG = "0b5c0ffee0b5c0ffee0b5c0ffee0b5c0ffee0b5c";
const WHOLE = `https://leadside.acme.example/join#${LONG}`;

describe("an invitation link", () => {
  test.each([
    ["alone", "https://leadside.acme.example/join#q7Rm-2vXk-9LtD", ACME],
    ["with spaces around", "  https://leadside.acme.example/join#q7Rm-2vXk-9LtD \n", ACME],
    ["in a sentence", "Use https://leadside.acme.example/join#q7Rm-2vXk-9LtD. It works once.", ACME],
    ["in angle brackets", "<https://leadside.acme.example/join#q7Rm-2vXk-9LtD>", ACME],
    ["in brackets", "(see https://leadside.acme.example/join#q7Rm-2vXk-9LtD)", ACME],
    [
      "after another link",
      "https://acme.example/help then https://leadside.acme.example/join#q7Rm-2vXk-9LtD",
      ACME,
    ],
    ["broken before its code", "https://leadside.acme.example/join#\n  q7Rm-2vXk-9LtD", ACME],
    ["broken in its code", `${WHOLE.slice(0, 52)}\n  ${WHOLE.slice(52)}`, { hub: ACME.hub, code: LONG }],
    [
      "broken in its code again and again, in a sentence",
      `Use ${WHOLE.slice(0, 48)} ${WHOLE.slice(48, 60)}\r\n${WHOLE.slice(60)} today.`,
      { hub: ACME.hub, code: LONG },
    ],
    ["whole, before a word of the same letters", `${WHOLE} added`, { hub: ACME.hub, code: LONG }],
    [
      "of a device, broken at its dash",
      "https://leadside.acme.example/join#7KQF-\n92MD",
      { hub: ACME.hub, code: "7KQF-92MD" },
    ],
    [
      "of a device, before a word",
      "https://leadside.acme.example/join#7KQF-92MD then connect",
      { hub: ACME.hub, code: "7KQF-92MD" },
    ],
    ["broken before its path", "https://leadside.acme.example/\njoin#q7Rm-2vXk-9LtD", ACME],
    ["with capitals in the scheme", "HTTPS://leadside.acme.example/join#q7Rm-2vXk-9LtD", ACME],
    ["with a slash", "https://leadside.acme.example/join/#q7Rm-2vXk-9LtD", ACME],
    [
      "below a path, at a port",
      "https://acme.example:8443/leadside/join#abc",
      { hub: "https://acme.example:8443/leadside", code: "abc" },
    ],
    ["on this computer", "http://127.0.0.1:8787/join#abc", { hub: "http://127.0.0.1:8787", code: "abc" }],
    [
      "on this computer by name",
      "http://localhost:8787/join#abc",
      { hub: "http://localhost:8787", code: "abc" },
    ],
    ["on this computer, newer", "http://[::1]:8787/join#abc", { hub: "http://[::1]:8787", code: "abc" }],
  ])("is read %s", (_what, text, value) => {
    expect(readInvitation(text)).toEqual({ ok: true, value });
  });

  test.each([
    ["nothing", "", /not a link/],
    ["a word", "invitation", /not a link/],
    ["a code alone", "q7Rm-2vXk-9LtD", /its code alone/],
    ["a device's code alone", "7KQF-92MD", /its code alone/],
    ["another scheme", "javascript://leadside/join#abc", /not a link/],
    ["no code", "https://leadside.acme.example/join", /end of the link is missing/],
    ["an empty code", "https://leadside.acme.example/join#", /end of the link is missing/],
    ["another page", "https://leadside.acme.example/desk#abc", /not an invitation link/],
    ["http over the network", "http://leadside.acme.example/join#abc", /begins with https/],
    ["http to a name that only looks local", "http://localhost.evil.example/join#abc", /begins with https/],
    [
      "http to an address that only looks local",
      "http://127.0.0.1.evil.example/join#abc",
      /begins with https/,
    ],
    ["a name and a password", "https://127.0.0.1@evil.example/join#abc", /no name or password/],
  ])("is refused in words: %s", (_what, text, words) => {
    const read = readInvitation(text);
    expect(read.ok ? "" : read.error.message).toMatch(words);
  });
});

describe("where a policy names the company's hub", () => {
  const here = (text: string) => readInvitation(text, ACME.hub);
  const code = "0b5c0ffee0b5c0ffee0b5c0ffee0b5c0ffee0b5c";

  test.each([
    ["its own link", "https://leadside.acme.example/join#q7Rm-2vXk-9LtD", ACME.code],
    ["a code", code, code],
    ["a code that a mail broke", `${code.slice(0, 20)}\n ${code.slice(20)}`, code],
    ["a device's code", " 7KQF-92MD ", "7KQF-92MD"],
    ["a device's code as it is read out", "7kqf 92md", "7kqf 92md"],
    ["a device's code with the dash of a phone", "ABCD–EFGH", "ABCD–EFGH"],
  ])("%s is enough", (_what, text, read) => {
    expect(here(text)).toEqual({ ok: true, value: { hub: ACME.hub, code: read } });
  });

  test.each([
    [
      "another hub",
      "https://leadside.evil.example/join#abc",
      /for leadside\.evil\.example\. Your company's policy/,
    ],
    ["another port of it", "https://leadside.acme.example:8443/join#abc", /Your company's policy/],
    ["another path of it", "https://leadside.acme.example/other/join#abc", /Your company's policy/],
    ["nothing", "", /neither a link nor a code/],
    ["a sentence", "Ask Dana for it", /neither a link nor a code/],
  ])("%s is refused in words", (_what, text, words) => {
    const read = here(text);
    expect(read.ok ? "" : read.error.message).toMatch(words);
  });
});

describe("what adds a device", () => {
  test.each([
    ["7KQF-92MD", true],
    ["7kqf92md", true],
    ["ABCD EFGH", true],
    ["7KQF-92M", false],
    ["7KQF-92MDX", false],
    ["q7Rm-2vXk-9LtD", false],
  ])("%s: %j", (code, adds) => expect(isDeviceCode(code)).toBe(adds));

  test.each([
    ["https://leadside.acme.example/join#7KQF-92MD", null, true],
    ["https://leadside.acme.example/join#q7Rm-2vXk-9LtD", null, false],
    ["7KQF-92MD", null, false],
    ["7KQF-92MD", ACME.hub, true],
    ["https://leadside.evil.example/join#7KQF-92MD", ACME.hub, false],
    ["", null, false],
  ])("%s with a policy for %s: %j", (text, company, adds) => expect(addsDevice(text, company)).toBe(adds));
});
