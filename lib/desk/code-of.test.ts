import { expect, test } from "vitest";
import { codeOf } from "./code-of.ts";

test.each([
  ["https://hub.acme.example/desk/start#abc123", "abc123"],
  [" https://hub.acme.example/join#7KQF-92MD ", "7KQF-92MD"],
  ["7KQF-92MD", "7KQF-92MD"],
  ["#abc", "abc"],
  ["   ", ""],
])("out of %j comes %j", (pasted, code) => {
  expect(codeOf(pasted)).toBe(code);
});
