import { expect, it } from "vitest";
import { messageHtml } from "./message-html.ts";

const link = "https://links.example/l/abc/migration-guide?a=1&b=2";

it.each([
  ["lines", "One\nTwo\r\nThree", undefined, "One<br>Two<br>Three"],
  [
    "the link, by its title",
    `Here: ${link}.`,
    link,
    `Here: <a href="https://links.example/l/abc/migration-guide?a=1&amp;b=2">A &amp; B</a>.`,
  ],
  [
    "what others wrote as text",
    `<img src=x onerror="a()">`,
    link,
    "&lt;img src=x onerror=&quot;a()&quot;&gt;",
  ],
])("writes %s", (_what, text, to, html) => {
  expect(messageHtml(text, to, "A & B")).toBe(html);
});
