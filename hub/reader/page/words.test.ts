import { describe, expect, it } from "vitest";
import { html, jsonElement } from "./html.ts";
import { renderMarkdown } from "./markdown.ts";
import { fromWhom, privacyLine, sizeWords, teamOf } from "./words.ts";

it.each([
  ["Sam Rivera", "Acme", "Sam's team", "From Sam Rivera, Acme"],
  ["Chris", "", "Chris' team", "From Chris"],
  [null, "Acme", "The team at Acme", "From Acme"],
  ["  ", "", "The sender's team", ""],
])("who stands behind a link: %j of %j", (sender, company, team, from) => {
  expect(teamOf(sender, company)).toBe(team);
  expect(fromWhom(sender?.trim() ?? null, company)).toBe(from);
});

it("says what is noted, and no more where no more is", () => {
  expect(privacyLine("person", "pdf", "Sam's team")).toBe(
    "Sam's team sees which pages were read and for how long. No location, no cookies.",
  );
  for (const noted of ["counts", "signal"] as const) {
    expect(privacyLine(noted, "pdf", "Sam's team")).toContain("that this was opened, and nothing of what");
  }
  expect(privacyLine("off", "pdf", "Sam's team")).toMatch(/^Nothing is noted/);
});

it.each([
  [0, "1 kB"],
  [20_400, "20 kB"],
  [1_250_000, "1.3 MB"],
  [104_857_600, "105 MB"],
])("%d bytes are %s", (bytes, words) => expect(sizeWords(bytes)).toBe(words));

describe("nothing that somebody wrote becomes markup", () => {
  it("in the page", () => {
    expect(html`<p title="${`"><script>`}">${"<b>&'"}</p>`.text).toBe(
      '<p title="&quot;&gt;&lt;script&gt;">&lt;b&gt;&amp;&#39;</p>',
    );
  });

  it("in the facts for the script", () => {
    const value = { title: "</script><!--<script>\u2028&" };
    const { text } = jsonElement("facts", value);
    expect(text.match(/[<>]/g)).toHaveLength(4);
    expect(JSON.parse(text.replace(/^<[^>]*>|<[^>]*>$/g, ""))).toEqual(value);
  });

  const hostile: [written: string, never: RegExp][] = [
    ["<script>alert(1)</script>", /<script/],
    ["<img src=x onerror=alert(1)>", /<img/],
    ["[a](javascript:alert(1))", /href/],
    ["[a](JaVaScRiPt:alert(1))", /href/],
    ["[a](data:text/html,<script>)", /href/],
    ["[a](/l/other)", /href/],
    ["[a]( javascript:alert(1) )", /href="j/],
    ["<javascript:alert(1)>", /href/],
    ["![a](https://stranger.example/a.png)", /<img/],
    ['[a](https://a.example "onmouseover=alert(1)\\"x")', /" onmouseover/],
  ];
  it.each(hostile)("in a snippet: %s", (written, never) => {
    expect(renderMarkdown(written).text).not.toMatch(never);
  });

  it("but links of the web and mail are links, in a tab of their own", () => {
    const { text } = renderMarkdown("[a](https://a.example) <mailto:b@a.example> https://c.example");
    expect(text.match(/href="[^"]+" rel="noopener noreferrer nofollow" target="_blank"/g)).toHaveLength(3);
  });
});
