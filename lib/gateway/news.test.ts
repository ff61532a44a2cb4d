import { expect, it } from "vitest";
import { newsAmong } from "./news.ts";

const AT = "2026-11-20T10:00:00.000Z";
const NOW = new Date("2026-11-20T12:00:00.000Z");
const LONG_AGO = "2026-11-01T10:00:00.000Z";
const reader = (id: string) => ({
  shareId: "00000000-0000-4000-8000-000000000001",
  id,
  at: AT,
  title: "Pricing sheet",
  words: "Read 3 of 4 pages, 2 min",
  person: "Maya Okafor",
});
const told = (...ids: string[]) => Object.fromEntries(ids.map((id) => [id, AT]));

it.each([
  ["who never looked is told nothing of before", ["b", "a"], null, [], told("b", "a")],
  ["what came since is told", ["c", "b", "a"], told("b", "a"), ["c"], told("b", "a", "c")],
  ["the same again is not", ["b", "a"], told("b", "a"), [], told("b", "a")],
  ["what the hub does not name for a while is kept", ["c"], told("a"), ["c"], told("a", "c")],
  ["what it will not name again is forgotten", ["c"], { a: LONG_AGO }, ["c"], told("c")],
  ["of many at once the newest three", ["e", "d", "c", "b"], {}, ["e", "d", "c"], told("e", "d", "c", "b")],
  ["nothing was read", [], {}, [], {}],
])("%s", (_name, readers, before, news, then) => {
  const found = newsAmong(readers.map(reader), before, NOW);
  expect([found.news.map(({ id }) => id), found.told]).toEqual([news, then]);
});

it("one that fell off the hub's newest, and is named again, is told once", () => {
  const first = newsAmong([reader("b"), reader("a")], told("a"), NOW);
  const without = newsAmong([reader("c")], first.told, NOW);
  expect(newsAmong([reader("b"), reader("c")], without.told, NOW).news).toEqual([]);
});
