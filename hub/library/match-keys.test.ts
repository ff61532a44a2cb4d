import { expect, test } from "vitest";
import { Fields } from "../json-fields.ts";
import { titleOf } from "../touchpoints/rules/titles.ts";
import { titleKey, titleKeys, urlKey } from "./match-keys.ts";

test.each([
  ["https://acme.example/pricing", "https://acme.example/pricing"],
  ["http://www.ACME.example/pricing/?utm_source=x#top", "https://acme.example/pricing"],
  ["https://acme.example", "https://acme.example"],
  ["https://acme.example:8443/a//", "https://acme.example:8443/a"],
  ["https://acme.example/A", "https://acme.example/A"],
  ["ftp://acme.example/a", undefined],
  ["javascript:alert(1)", undefined],
  ["pricing", undefined],
])("%s is the page %s", (address, key) => {
  expect(urlKey(address)).toBe(key);
});

test.each([
  ["Downloaded migration guide", ["migration guide", "downloaded migration guide"]],
  ["Downloaded “Leaving a legacy warehouse, in six weeks”", ["leaving a legacy warehouse, in six weeks"]],
  ["Read pricing page", ["pricing page"]],
  ["Reading list", ["reading list"]],
  ["Read ", ["read"]],
])("%s may name %j", (title, keys) => {
  expect(titleKeys(title).slice(0, keys.length)).toEqual(keys);
});

test.each([
  "Migration guide",
  "Leaving a legacy warehouse: what it costs",
  "API reference",
  "Säkerhet  översikt",
])("what a tool calls %s is found as such, however its title is made", (name) => {
  const { title } = titleOf("content_downloaded", {
    event: "Content Downloaded",
    properties: new Fields({ title: name }),
    page: new Fields({}),
  });
  expect(titleKeys(title)).toContain(titleKey(name));
});
