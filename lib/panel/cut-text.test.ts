import { expect, it } from "vitest";
import { cutText } from "./cut-text.ts";

it.each([
  ["a name", "Maya Okafor", "Maya Okafor"],
  ["just short enough", "x".repeat(200), "x".repeat(200)],
  ["too long", "x".repeat(201), `${"x".repeat(199)}…`],
  ["signs of two parts", "🦊".repeat(300), `${"🦊".repeat(199)}…`],
])("%s", (_what, text, shown) => expect(cutText(text)).toBe(shown));
