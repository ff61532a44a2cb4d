import { expect, test } from "vitest";
import type { Library } from "../library/library.ts";
import { readElsewhere } from "./read-elsewhere.ts";

const library: Library = {
  stamp: 1,
  assets: new Map(),
  byUrl: new Map([["https://initrode.example/guide", ["guide"]]]),
  byTitle: new Map([["migration guide", ["guide", "guide in German"]]]),
  evidence: new Map(),
  claims: new Map(),
  comparisons: [],
  asks: [],
  credits: new Map(),
};
const seen = { kind: "page_viewed", title: "Read a page", detail: null, url: null };

test.each([
  [
    "by its address, whatever stands behind it",
    { url: "http://www.initrode.example/guide/?utm_source=x#top" },
    ["guide"],
  ],
  ["not another page", { url: "https://initrode.example/guide/2" }, []],
  ["not another host", { url: "https://initrode.example.evil.example/guide" }, []],
  [
    "by its title",
    { kind: "content_downloaded", title: "Downloaded migration guide" },
    ["guide", "guide in German"],
  ],
  [
    "by its detail",
    { kind: "webinar_attended", title: "Watched webinar", detail: "Migration Guide" },
    ["guide", "guide in German"],
  ],
  [
    "by both, once",
    { title: "Read “Migration guide”", url: "https://initrode.example/guide" },
    ["guide", "guide in German"],
  ],
  ["a form before it is no reading", { kind: "form_submitted", detail: "Migration guide" }, []],
  ["mail that was sent is no reading", { kind: "email_sent", detail: "Migration guide" }, []],
])("%s", (_name, said, ids) => {
  for (const _again of [1, 2]) expect(readElsewhere(library, { ...seen, ...said })).toEqual(ids);
});
