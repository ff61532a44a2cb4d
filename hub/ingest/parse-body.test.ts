import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BadBody } from "./bad-body.ts";
import { jsonDepth } from "./json-depth.ts";
import { parseBody } from "./parse-body.ts";
import { LARGEST_BODY, readBody } from "./read-body.ts";
import { basicUser } from "./write-key.ts";

const parse = (text: string, type?: string) => parseBody(Buffer.from(text), type);
const code = async (work: () => unknown) => {
  try {
    await work();
  } catch (error) {
    return error instanceof BadBody ? error.code : error;
  }
};

describe("a body's events", () => {
  const a = { messageId: "1" };
  it.each([
    ["one event", JSON.stringify(a), { events: [a], type: "track", sentAt: undefined, writeKey: undefined }],
    [
      "a list",
      JSON.stringify([a, a]),
      { events: [a, a], type: "track", sentAt: undefined, writeKey: undefined },
    ],
    [
      "a batch, whose address says nothing of types",
      JSON.stringify({ batch: [a], sentAt: "s", writeKey: "k" }),
      { events: [a], type: undefined, sentAt: "s", writeKey: "k" },
    ],
    [
      "a batch with its context",
      JSON.stringify({ batch: [a, { ...a, context: 1 }, 7], context: { ip: 1 } }),
      {
        events: [{ ...a, context: { ip: 1 } }, { ...a, context: 1 }, 7],
        type: undefined,
        sentAt: undefined,
        writeKey: undefined,
      },
    ],
    [
      "an event that has a field named batch",
      '{"batch":"x"}',
      { events: [{ batch: "x" }], type: "track", sentAt: undefined, writeKey: undefined },
    ],
    [
      "an empty batch",
      '{"batch":[]}',
      { events: [], type: undefined, sentAt: undefined, writeKey: undefined },
    ],
    [
      "a byte order mark",
      `\ufeff${JSON.stringify(a)}`,
      { events: [a], type: "track", sentAt: undefined, writeKey: undefined },
    ],
  ])("%s", (_what, text, parsed) => {
    expect(parse(text, "track")).toMatchObject(parsed);
  });

  it.each([
    ["{", "not_json"],
    ["", "not_json"],
    ["7", "bad_request"],
    ["null", "bad_request"],
    ['"text"', "bad_request"],
    ["[".repeat(300) + "]".repeat(300), "too_deep"],
    ["[".repeat(5_000_000), "too_deep"],
    [`[${"0,".repeat(20_001)}0]`, "too_large"],
  ])("%.20s… is refused as a whole: %s", async (text, expected) => {
    expect(await code(() => parse(text))).toBe(expected);
  });
});

describe("the depth of a JSON text", () => {
  it.each([
    ["7", 0],
    ["[]", 1],
    ['{"a":[{}]}', 3],
    ['"[[[["', 0],
    ['["\\"[[["]', 1],
    ['["\\\\",[]]', 2],
    ["]]]][", 0],
  ])("%s: %d", (text, depth) => {
    expect(jsonDepth(Buffer.from(text), 100)).toBe(depth);
  });

  it("is that of what the text says", () => {
    const depthOf = (value: unknown): number =>
      typeof value === "object" && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(jsonDepth(Buffer.from(JSON.stringify(value)), 1000)).toBe(depthOf(value));
      }),
    );
  });
});

describe("a request's bytes", () => {
  const request = (body: BodyInit, headers: Record<string, string> = {}) =>
    new Request("http://hub/v1/batch", { method: "POST", body, headers, duplex: "half" } as RequestInit);
  const streamOf = (...chunks: Uint8Array[]) =>
    new ReadableStream({
      start(controller) {
        for (const chunk of chunks) controller.enqueue(chunk);
        controller.close();
      },
    });

  it("come plain, in pieces, or as gzip", async () => {
    expect((await readBody(request("{}"))).toString()).toBe("{}");
    expect((await readBody(request(streamOf(Buffer.from("{"), Buffer.from("}"))))).toString()).toBe("{}");
    expect((await readBody(request(gzipSync("{}"), { "content-encoding": "GZIP" }))).toString()).toBe("{}");
  });

  it("are refused when too many, announced or not, and whatever they unpack to", async () => {
    const large = Buffer.alloc(LARGEST_BODY + 1, 32);
    expect(await code(() => readBody(request(large)))).toBe("too_large");
    expect(await code(() => readBody(request("{}", { "content-length": "9999999" })))).toBe("too_large");
    expect(
      await code(() => readBody(request(streamOf(large.subarray(0, 300_000), large.subarray(0, 300_000))))),
    ).toBe("too_large");
    const bomb = gzipSync(Buffer.alloc(100_000_000));
    expect(await code(() => readBody(request(bomb, { "content-encoding": "gzip" })))).toBe("too_large");
    expect(await code(() => readBody(request("{}", { "content-encoding": "gzip" })))).toBe("not_json");
    expect(await code(() => readBody(request("{}", { "content-encoding": "zstd" })))).toBe("bad_request");
  });
});

describe("a write key in a header", () => {
  it.each([
    [`Basic ${btoa("KEY:")}`, "KEY"],
    [`basic ${btoa("KEY:secret")}`, "KEY"],
    [`Basic ${btoa("KEY")}`, "KEY"],
    [`Basic ${btoa(":x")}`, undefined],
    ["Basic", undefined],
    ["Bearer abc", undefined],
    [undefined, undefined],
  ])("%s: %s", (header, key) => {
    expect(basicUser(header)).toBe(key);
  });
});
