import { expect, test } from "vitest";
import { deviceName } from "./device-name.ts";

test.each([
  ["Firefox on Linux", "Firefox on Linux"],
  ["  Danas   MacBook ", "Danas MacBook"],
  ["Firefox\u202egnp.exe", "Firefox gnp.exe"],
  ["a\u0007\u001b[31mb\r\nc\u2028d", "a [31mb c d"],
  ["東京のパソコン", "東京のパソコン"],
  ["\u200b\u2066\u2069", null],
  ["", null],
  [undefined, null],
])("%j is called %j", (said, name) => {
  expect(deviceName(said)).toBe(name);
});
