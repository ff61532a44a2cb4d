import { describe, expect, it } from "vitest";
import { isPlaceholderId } from "./placeholder-id.ts";

describe("an id that is none", () => {
  it.each([
    "undefined",
    " NULL ",
    "nil",
    "None",
    "NaN",
    "true",
    "False",
    "0",
    "-",
    "--",
    "",
    "Anonymous",
    "guest",
    "unknown",
    "[object Object]",
    "[erased]",
    "00000000-0000-0000-0000-000000000000",
  ])("%j", (id) => {
    expect(isPlaceholderId(id)).toBe(true);
  });

  it.each(["42", "-1", "007", "nullable", "guest-7", "test", "nina", "10000000-0000-0000-0000-000000000000"])(
    "%j is one",
    (id) => {
      expect(isPlaceholderId(id)).toBe(false);
    },
  );
});
