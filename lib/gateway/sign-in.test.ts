import { describe, expect, test } from "vitest";
import { nextJoin } from "./sign-in.ts";

const join = (name: string, key: string, code = "abc") => ({
  hub: "https://leadside.acme.example",
  code,
  name,
  key,
  earlier: [],
});

describe("which join is sent", () => {
  test.each([
    ["the first", null, join("Sam", "2"), join("Sam", "2")],
    ["again with the same name: the same key", join("Sam", "1"), join("Sam", "2"), join("Sam", "1")],
    [
      "a name put right: a new key, the old one kept",
      join("Smu", "1"),
      join("Sam", "2"),
      { ...join("Sam", "2"), earlier: [{ name: "Smu", key: "1" }] },
    ],
    [
      "back to a name from before: its own key",
      { ...join("Sm", "2"), earlier: [{ name: "Sam", key: "1" }] },
      join("Sam", "3"),
      { ...join("Sam", "1"), earlier: [{ name: "Sm", key: "2" }] },
    ],
    ["another invitation", join("Sam", "1"), join("Sam", "2", "def"), join("Sam", "2", "def")],
  ])("%s", (_what, kept, asked, sent) => expect(nextJoin(kept, asked)).toEqual(sent));
});
