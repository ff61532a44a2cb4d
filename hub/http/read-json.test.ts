import { describe, expect, test } from "vitest";
import { readJson } from "./read-json.ts";

const post = (body: BodyInit, headers: Record<string, string> = {}) =>
  new Request("http://hub.example/", { method: "POST", body, headers });
/** Without an announced length, as chunked bodies come. */
const stream = (chunks: string[]) =>
  new Request("http://hub.example/", {
    method: "POST",
    body: new ReadableStream({
      start(controller) {
        for (const chunk of chunks) controller.enqueue(new TextEncoder().encode(chunk));
        controller.close();
      },
    }),
    duplex: "half",
  } as RequestInit);

describe("reading a body", () => {
  test("gives the value", async () => {
    expect(await readJson(post('{"a":["é😀",1,null,true]}'))).toEqual({ a: ["é😀", 1, null, true] });
    expect(await readJson(stream(['{"a"', ":1}"]))).toEqual({ a: 1 });
  });

  test.each([
    ["nothing", "", "not_json"],
    ["no JSON", "{a:1}", "not_json"],
    ["bytes that are no UTF-8", new Uint8Array([0x22, 0xff, 0x22]), "not_json"],
    ["brackets without an end", "[".repeat(60_000), "not_json"],
    ["deep brackets", `${"[".repeat(30_000)}${"]".repeat(30_000)}`, "too_deep"],
    ["17 levels", `${'{"a":'.repeat(17)}1${"}".repeat(17)}`, "too_deep"],
    ["NUL in a value", '{"a":"x\\u0000"}', "bad_request"],
    ["NUL in a name", '{"x\\u0000":1}', "bad_request"],
    ["half a character", '{"a":["\\ud83d"]}', "bad_request"],
    ["too much", `"${"x".repeat(64_000)}"`, "too_large"],
  ])("refuses %s", async (_what, body, code) => {
    await expect(readJson(post(body))).rejects.toMatchObject({ code });
  });

  test("takes what is just small and flat enough", async () => {
    expect(await readJson(post(`"${"x".repeat(63_998)}"`))).toHaveLength(63_998);
    await readJson(post(`${'{"a":'.repeat(16)}1${"}".repeat(16)}`));
  });

  test("stops reading a body of unknown length at the limit", async () => {
    await expect(readJson(stream(Array(100).fill("x".repeat(1000))))).rejects.toMatchObject({
      code: "too_large",
    });
    await expect(readJson(post("{}", { "content-length": "64001" }))).rejects.toMatchObject({
      code: "too_large",
    });
  });
});
