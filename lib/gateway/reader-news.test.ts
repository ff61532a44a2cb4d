import { expect, it } from "vitest";
import { readerNews } from "./reader-news.ts";

const reader = (id: string) => ({
  shareId: "00000000-0000-4000-8000-000000000001",
  id,
  at: "2026-11-20T10:00:00.000Z",
  title: "Pricing sheet",
  words: "Read 3 of 4 pages, 2 min",
  person: "Maya Okafor",
});

it.each([
  ["who never looked is told nothing of before", ["b", "a"], null, [], ["b", "a"]],
  ["what came since is told", ["c", "b", "a"], ["b", "a"], ["c"], ["c", "b", "a"]],
  ["the same again is not", ["b", "a"], ["b", "a"], [], ["b", "a"]],
  ["what the hub no longer names is forgotten", ["c"], ["b", "a"], ["c"], ["c"]],
  ["of many at once the newest three", ["e", "d", "c", "b"], ["a"], ["e", "d", "c"], ["e", "d", "c", "b"]],
  ["nothing was read", [], [], [], []],
])("%s", (_name, readers, told, news, then) => {
  const found = readerNews(readers.map(reader), told);
  expect([found.news.map(({ id }) => id), found.told]).toEqual([news, then]);
});
