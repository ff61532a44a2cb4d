import { describe, expect, test } from "vitest";
import { readInvitation } from "./invitation.ts";

const ACME = { hub: "https://leadside.acme.example", code: "q7Rm-2vXk-9LtD" };

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
    ["a code alone", "q7Rm-2vXk-9LtD", /not a link/],
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
