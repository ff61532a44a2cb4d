import { expect, it } from "vitest";
import { plainSnippet } from "./plain-snippet.ts";

it.each([
  ["Many teams start that way.", "Many teams start that way."],
  [
    "## Why us\n\nIt **really** is *quick* and ~~not~~ `simple`.",
    "Why us\n\nIt really is quick and not simple.",
  ],
  ["* one\n* __two__\n+ three\n1. four", "- one\n- two\n- three\n1. four"],
  [
    "See [the plan](https://a.example/the_plan_x) or <https://b.example/>",
    "See the plan (https://a.example/the_plan_x) or https://b.example/",
  ],
  ["[https://a.example](https://a.example)", "https://a.example"],
  ["https://a.example/_one_/two_three snake_case_name", "https://a.example/_one_/two_three snake_case_name"],
  ["2 * 3 * 4, \\*as it is\\*", "2 * 3 * 4, *as it is*"],
  ["> quoted\n\n---\n\n```js\nrun()\n```\nend", "quoted\n\nrun()\nend"],
  ["**[Bold link](https://a.example)**", "Bold link (https://a.example)"],
  ["![A chart](https://a.example/c.png)", "A chart"],
])("%j is pasted as %j", (markdown, plain) => expect(plainSnippet(markdown)).toBe(plain));
