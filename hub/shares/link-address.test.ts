import { describe, expect, test } from "vitest";
import { isLinkToken, isLocal, linkAddress, newLinkToken, slugOf } from "./link-address.ts";

describe("addresses of links", () => {
  test.each([
    ["Migration guide", "migration-guide"],
    ["  Preise & Größen: Übersicht (2026)  ", "preise-grossen-ubersicht-2026"],
    ["Ça va?", "ca-va"],
    ["移行ガイド", ""],
    ["<script>alert(1)</script>", "script-alert-1-script"],
    ["../../etc/passwd", "etc-passwd"],
    ["File", "the-file"],
    ["Views", "the-views"],
    ["a".repeat(100), "a".repeat(60)],
    [
      "one two three four five six seven eight nine ten eleven twelve thirteen",
      "one-two-three-four-five-six-seven-eight-nine-ten-eleven",
    ],
  ])("%s reads %s", (title, slug) => {
    expect(slugOf(title)).toBe(slug);
  });

  test("a title without letters that an address can have is left out", () => {
    expect(linkAddress("https://l.example", "T", "移行")).toBe("https://l.example/l/T");
  });

  test("tokens are long, and none is like another", () => {
    const tokens = Array.from({ length: 1_000 }, newLinkToken);
    expect(new Set(tokens).size).toBe(1_000);
    expect(tokens.every(isLinkToken)).toBe(true);
  });

  test.each([
    ["http://localhost:8787", true],
    ["http://127.0.0.1:8787", true],
    ["https://links.acme.example", false],
    ["https://localhost.acme.example", false],
  ])("%s is of this machine: %s", (url, local) => {
    expect(isLocal(url)).toBe(local);
  });
});
