import { expect, test } from "vitest";
import { readRange } from "./read-range.ts";

test.each([
  [undefined, "all"],
  ["bytes=0-", { from: 0, to: 1000 }],
  ["bytes=0-0", { from: 0, to: 1 }],
  ["bytes=0-499", { from: 0, to: 500 }],
  ["bytes=500-999", { from: 500, to: 1000 }],
  ["bytes=999-", { from: 999, to: 1000 }],
  ["bytes=500-99999", { from: 500, to: 1000 }],
  ["bytes=-1", { from: 999, to: 1000 }],
  ["bytes=-5000", { from: 0, to: 1000 }],
  ["Bytes = 0-1", "all"],
  ["BYTES=0-1", { from: 0, to: 2 }],
  ["bytes=1000-", "none"],
  ["bytes=1000-1001", "none"],
  ["bytes=-0", "none"],
  ["bytes=9-1", "all"],
  ["bytes=-", "all"],
  ["bytes=", "all"],
  ["bytes=a-b", "all"],
  ["bytes=0-1,5-6", "all"],
  ["items=0-1", "all"],
  ["bytes=0-999999999999999999999999", { from: 0, to: 1000 }],
])("%s of 1,000 bytes is %j", (header, expected) => {
  expect(readRange(header, 1000)).toEqual(expected);
});

test("of an empty file no range has a byte", () => {
  expect(readRange("bytes=0-", 0)).toBe("none");
  expect(readRange("bytes=-1", 0)).toBe("none");
  expect(readRange(undefined, 0)).toBe("all");
});
