import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BROWSERS } from "../../../test/fixtures/readers/browsers.ts";
import { MACHINES } from "../../../test/fixtures/readers/machines.ts";
import { classifyFetch, classifyView } from "./classify.ts";
import { FetchEvidence, ViewEvidence } from "./evidence.ts";

const CHROME = BROWSERS[0] ?? "";
const fetched = (more: Partial<FetchEvidence> = {}) =>
  FetchEvidence.parse({ agent: CHROME, language: true, ...more });
const viewed = (more: Partial<ViewEvidence> = {}) => ViewEvidence.parse(more);

describe("machines that say who they are", () => {
  test("there are enough of them to be worth something", () => {
    expect(MACHINES.length + BROWSERS.length).toBeGreaterThanOrEqual(80);
    expect(new Set(MACHINES.map(({ agent }) => agent)).size).toBe(MACHINES.length);
  });

  test.each(MACHINES)("$agent", ({ agent, by, name }) => {
    const fetch = classifyFetch(fetched({ agent }));
    expect(fetch).toMatchObject({ classification: "likely_automated", by });
    expect(fetch.reason).toMatch(name);
    // Not even where it renders the page, scrolls and waits.
    const most = viewed({ scrolled: 9, pointer: 9, visibleMs: 90_000 });
    expect(classifyView(most, fetched({ agent })).classification).toBe("likely_automated");
  });
});

describe("people's browsers", () => {
  test.each(BROWSERS)("%s", (agent) => {
    // Opened alone, nobody can tell; read with a gesture, it is a person.
    expect(classifyFetch(fetched({ agent })).classification).toBe("unknown");
    const read = viewed({ touches: 2, visibleMs: 12_000 });
    expect(classifyView(read, fetched({ agent })).classification).toBe("person");
    // Whoever reads a single page without a move is in doubt, not a machine.
    expect(classifyView(viewed({ visibleMs: 40_000 }), fetched({ agent })).classification).toBe("unknown");
  });
});

describe("fetches", () => {
  test.each<[string, Partial<FetchEvidence>, string, RegExp]>([
    ["a link checker asks for the head", { method: "HEAD" }, "likely_automated", /link checkers/],
    ["Chrome prefetches", { purpose: "prefetch" }, "likely_automated", /ahead/],
    ["Chrome prerenders", { purpose: "prefetch;prerender" }, "likely_automated", /ahead/],
    ["Safari shows a top hit", { purpose: "preview" }, "likely_automated", /ahead/],
    ["Firefox prefetches", { purpose: "prefetch" }, "likely_automated", /ahead/],
    [
      "Safe Links fetches with a browser's name, and no language",
      { language: false },
      "likely_automated",
      /gives itself out/,
    ],
    ["a gateway opens three links of one mail", { burst: 3 }, "likely_automated", /3 links within 2 seconds/],
    ["a gateway opens links of many companies", { companies: 5 }, "likely_automated", /5 companies/],
    ["two links of one mail", { burst: 2 }, "unknown", /told nothing/],
    ["a colleague tries it", { internal: true }, "internal", /own team/],
    ["a page elsewhere", { elsewhere: true }, "unknown", /no more/],
  ])("%s", (_what, evidence, classification, reason) => {
    const verdict = classifyFetch(fetched(evidence));
    expect(verdict.classification).toBe(classification);
    expect(verdict.reason).toMatch(reason);
  });
});

describe("views", () => {
  test.each<[string, Partial<ViewEvidence>, Partial<FetchEvidence>, string, RegExp]>([
    ["scrolls and stays", { scrolled: 4, visibleMs: 91_000 }, {}, "person", /^Scrolled and stayed 1:31$/],
    ["touches a phone", { touches: 1, visibleMs: 3_000 }, {}, "person", /^Touched the page and stayed 0:03$/],
    ["moves the pointer only", { pointer: 2, visibleMs: 20_000 }, {}, "person", /pointer/],
    ["pages with keys", { keys: 7, visibleMs: 20_000 }, {}, "person", /keyboard/],
    ["opens two links of one mail", { scrolled: 1, visibleMs: 9_000 }, { burst: 2 }, "person", /Scrolled/],
    ["opens it and closes it", { pointer: 1, visibleMs: 900 }, {}, "unknown", /0:01 only/],
    ["opens it in the background", {}, {}, "unknown", /background/],
    ["a screen that nobody touches", { visibleMs: 8_000 }, {}, "unknown", /never scrolled or moved/],
    [
      "a scanner that renders, many links at once",
      { visibleMs: 8_000 },
      { burst: 4 },
      "likely_automated",
      /4 links/,
    ],
    [
      "a gateway of many companies that renders",
      { visibleMs: 8_000 },
      { companies: 4 },
      "likely_automated",
      /4 companies/,
    ],
    [
      "a scanner that found out how to scroll",
      { scrolled: 2, visibleMs: 8_000 },
      { burst: 5 },
      "unknown",
      /but 5 links/,
    ],
    [
      "a person behind a gateway of many companies",
      { scrolled: 2, visibleMs: 60_000 },
      { companies: 9 },
      "unknown",
      /but one address/,
    ],
    [
      "a browser under automation",
      { scrolled: 9, visibleMs: 60_000, driven: true },
      {},
      "likely_automated",
      /steered/,
    ],
    ["one of the team", { scrolled: 9, visibleMs: 60_000, internal: true }, {}, "internal", /own team/],
    [
      "one of the team, seen when it was opened",
      { scrolled: 9, visibleMs: 60_000 },
      { internal: true },
      "internal",
      /own team/,
    ],
  ])("%s", (_what, view, fetch, classification, reason) => {
    const verdict = classifyView(viewed(view), fetched(fetch));
    expect(verdict.classification).toBe(classification);
    expect(verdict.reason).toMatch(reason);
  });

  const count = fc.integer({ min: 0, max: 1_000 });
  const view = fc.record({
    scrolled: count,
    pointer: count,
    keys: count,
    touches: count,
    visibleMs: fc.integer({ min: 0, max: 86_400_000 }),
    driven: fc.boolean(),
    internal: fc.boolean(),
  });
  const fetch = fc.record({
    burst: fc.integer({ min: 1, max: 9 }),
    companies: fc.integer({ min: 1, max: 9 }),
    internal: fc.boolean(),
  });

  test("nobody is a person without time in sight and a gesture, or with anything that speaks against it", () => {
    fc.assert(
      fc.property(view, fetch, (said, around) => {
        const isPerson = classifyView(viewed(said), fetched(around)).classification === "person";
        const gestures = said.scrolled + said.pointer + said.keys + said.touches;
        const against =
          said.driven || said.internal || around.internal || around.burst > 2 || around.companies > 2;
        expect(isPerson).toBe(gestures > 0 && said.visibleMs >= 2_000 && !against);
      }),
    );
  });

  test("more time and more gestures never make a person a machine", () => {
    fc.assert(
      fc.property(view, fetch, count, (said, around, more) => {
        const first = classifyView(viewed(said), fetched(around)).classification;
        const then = viewed({ ...said, scrolled: said.scrolled + more, visibleMs: said.visibleMs + more });
        if (first === "person") expect(classifyView(then, fetched(around)).classification).toBe("person");
      }),
    );
  });
});
