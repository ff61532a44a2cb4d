import { createHash, randomBytes, randomUUID } from "node:crypto";
import { type AddressInfo, connect } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readFileRange } from "../../hub/files/chunks.ts";
import { forgetFiles } from "../../hub/files/forget-files.ts";
import { fileFacts, storeFile } from "../../hub/files/store-file.ts";
import { type TestHub, testHub, twoTestHubs } from "../support/hub.ts";
import { mp4Of, pdfOf } from "../support/sample-files.ts";
import { engines } from "../support/stores.ts";
import { upload } from "../support/upload.ts";
import { waitForValue } from "../support/wait-for.ts";

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const failing = (bytes: Uint8Array) =>
  new ReadableStream<Uint8Array>({
    pull(controller) {
      if (bytes.byteLength === 0) return controller.error(new Error("gone"));
      controller.enqueue(bytes.slice(0, 10_000));
      bytes = bytes.subarray(10_000);
    },
  });

async function read(hub: TestHub, fileId: string, from?: number, to?: number): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of readFileRange(hub.hub.store, fileId, from, to)) pieces.push(piece);
  return Buffer.concat(pieces);
}

describe.each(engines)("files on %s", (engine) => {
  let hub: TestHub;
  let token: string;
  beforeAll(async () => {
    hub = await testHub(engine);
    ({ token } = await hub.join("mia@acme.example", "marketer", "Mia Marketer"));
  });
  afterAll(() => hub.close());

  const begin = (bytes: number, key: string = randomUUID(), name = "a.mp4") =>
    hub.call("beginUpload", { name, bytes }, { token, key });

  test("come in by pieces of any size, and are what was sent", async () => {
    const bytes = mp4Of(900_000);
    bytes.set(randomBytes(500_000), 300_000);
    const key = randomUUID();
    const { id } = await begin(bytes.byteLength, key);
    let offset = 0;
    for (const size of [1, 70_000, 65_535, 131_072, 3, 700_000]) {
      const file = bytes.slice(offset, offset + size);
      const { received } = await hub.call("uploadBytes", { id, offset }, { token, file });
      expect(received).toBe(offset + file.byteLength);
      offset = received;
    }
    expect(await begin(bytes.byteLength, key)).toMatchObject({ id, received: bytes.byteLength });
    const kept = await hub.call("finishUpload", { id }, { token });
    expect(kept).toEqual(
      expect.objectContaining({ fileId: id, type: "video/mp4", kind: "video", sameAs: [] }),
    );
    expect(await hub.call("finishUpload", { id }, { token })).toEqual(kept);
    expect((await read(hub, id)).equals(bytes)).toBe(true);
    expect((await read(hub, id, 65_530, 131_080)).equals(bytes.subarray(65_530, 131_080))).toBe(true);
    expect((await read(hub, id, 899_999)).byteLength).toBe(1);
    expect(await fileFacts(hub.hub.store, id)).toEqual({
      id,
      name: "a.mp4",
      type: "video/mp4",
      bytes: 900_000,
      sha256: sha256(bytes),
    });
  });

  test("that break off at 60 % go on from there, and what is sent twice is passed over", async () => {
    const bytes = mp4Of(1_000_000);
    bytes.set(randomBytes(400_000), 400_000);
    const { id } = await begin(bytes.byteLength);
    const broken = hub.request(`/api/files/${id}/bytes?offset=0`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/octet-stream" },
      body: failing(bytes.slice(0, 600_000)),
      duplex: "half",
    } as RequestInit);
    expect((await broken).status).toBeGreaterThanOrEqual(400);
    expect(await hub.call("uploadState", { id }, { token })).toMatchObject({ received: 600_000 });
    const tooFar = await hub.ask(
      "uploadBytes",
      { id, offset: 600_001 },
      { token, file: bytes.slice(600_001) },
    );
    expect(tooFar.status).toBe(409);
    expect(await tooFar.json()).toMatchObject({ error: { details: { received: 600_000 } } });
    const early = await hub.ask("finishUpload", { id }, { token });
    expect(await early.json()).toMatchObject({ error: { code: "conflict", details: { received: 600_000 } } });
    const rest = { token, file: bytes.slice(550_000) };
    expect(await hub.call("uploadBytes", { id, offset: 550_000 }, rest)).toMatchObject({
      received: 1_000_000,
    });
    await hub.call("finishUpload", { id }, { token });
    expect(sha256(await read(hub, id))).toBe(sha256(bytes));
    // A late piece changes nothing.
    await hub.call("uploadBytes", { id, offset: 0 }, { token, file: new Uint8Array(70_000) });
    expect(sha256(await read(hub, id))).toBe(sha256(bytes));
  });

  test("whose connection is cut keep what came over the wire", async () => {
    const bytes = mp4Of(1_100_000);
    bytes.set(randomBytes(500_000), 400_000);
    const { id } = await begin(bytes.byteLength);
    const server = createAdaptorServer({ fetch: hub.app.fetch });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
    const head = [
      `POST /api/files/${id}/bytes?offset=0 HTTP/1.1`,
      `Host: ${new URL(hub.hub.settings.publicUrl).host}`,
      `Authorization: Bearer ${token}`,
      "Content-Type: application/octet-stream",
      `Content-Length: ${bytes.byteLength}`,
    ];
    socket.write(`${head.join("\r\n")}\r\n\r\n`);
    await new Promise((resolve) => socket.write(bytes.slice(0, 660_000), resolve));
    const received = async () => (await hub.call("uploadState", { id }, { token })).received;
    await waitForValue("most of it to be kept", async () => (await received()) >= 524_288 || undefined);
    socket.destroy();
    await waitForValue("all that came to be kept", async () => (await received()) === 660_000 || undefined);
    await hub.call("uploadBytes", { id, offset: 660_000 }, { token, file: bytes.slice(660_000) });
    await hub.call("finishUpload", { id }, { token });
    expect(sha256(await read(hub, id))).toBe(sha256(bytes));
    await new Promise((resolve) => server.close(resolve));
  });

  test("sent from two pages at once are one file in the end", async () => {
    const bytes = mp4Of(2_000_000);
    bytes.set(randomBytes(1_000_000), 900_000);
    const { id } = await begin(bytes.byteLength);
    const answers = await Promise.all(
      [1, 2, 3].map(() => hub.ask("uploadBytes", { id, offset: 0 }, { token, file: bytes.slice() })),
    );
    for (const answer of answers) expect([200, 409]).toContain(answer.status);
    const { received } = await hub.call("uploadState", { id }, { token });
    if (received < bytes.byteLength)
      await hub.call("uploadBytes", { id, offset: received }, { token, file: bytes.slice(received) });
    await hub.call("finishUpload", { id }, { token });
    expect(sha256(await read(hub, id))).toBe(sha256(bytes));
  });

  test("with the same bytes are kept once, whoever sends them, and say where they are used", async () => {
    const bytes = await pdfOf(["The same"]);
    const first = await upload(hub, token, bytes, "one.pdf");
    await hub.call("addAsset", { title: "One of a kind", from: { fileId: first.fileId } }, { token });
    const other = await hub.join("mo@acme.example", "marketer", "Mo Marketer");
    const again = await upload(hub, other.token, bytes, "two.pdf");
    expect(again.fileId).toBe(first.fileId);
    expect(again.sameAs).toEqual([{ assetId: expect.any(String), title: "One of a kind", version: 1 }]);
    const [{ n } = { n: 0 }] = await hub.hub.store.query<{ n: number }>(
      "select count(*)::int as n from file_chunk join file on file.id = file_id where file.bytes = $1",
      [bytes.byteLength],
    );
    expect(n).toBe(1);
  });

  test("are their sender's alone until they are finished", async () => {
    const other = await hub.join("otto@acme.example", "marketer", "Otto Marketer");
    const { id } = await begin(10);
    for (const [name, said] of [
      ["uploadState", { id }],
      ["uploadBytes", { id, offset: 0 }],
      ["finishUpload", { id }],
    ] as const)
      expect((await hub.ask(name, said, { token: other.token, file: "1234567890" })).status).toBe(404);
  });

  test.each([
    ["an empty file", 0, 400, "The file is empty. Save it again, then drop it again."],
    [
      "100 MB and a byte",
      104_857_601,
      413,
      "The file has 100.1 MB, and 100 MB is the most. Make it smaller, or put it elsewhere and add its address.",
    ],
  ])("%s is refused before a byte is sent", async (_what, bytes, status, message) => {
    const answer = await hub.ask("beginUpload", { name: "a.pdf", bytes }, { token });
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ error: { message } });
  });

  test("a piece is at most 4 MB, and no longer than the file", async () => {
    const { id } = await begin(5_000_000);
    const large = await hub.ask("uploadBytes", { id, offset: 0 }, { token, file: new Uint8Array(4_194_305) });
    expect(large.status).toBe(413);
    const small = await begin(10);
    const long = await hub.ask("uploadBytes", { id: small.id, offset: 0 }, { token, file: "12345678901" });
    expect(long.status).toBe(400);
  });

  type Made = Uint8Array<ArrayBuffer> | Promise<Uint8Array<ArrayBuffer>>;
  const text = (said: string) => () => new TextEncoder().encode(said);
  const cases: [what: string, make: () => Made, message: RegExp][] = [
    [
      "a web page called .pdf",
      text("<!doctype html><script>alert(1)</script>"),
      /Files of web pages can carry/,
    ],
    ["a PDF cut short", async () => (await pdfOf(["a", "b"])).slice(0, -300), /This PDF is not whole/],
    ["a video cut short", () => mp4Of(300_000).slice(0, 200_000), /This video is not whole/],
    ["text", text("Dear all,\nthis is plain text."), /Text is added as a snippet/],
    ["no known bytes", () => new Uint8Array(500).fill(1), /It is not known what kind of file this is/],
  ];
  test.each(cases)("%s is refused, and nothing of it stays", async (_what, make, message) => {
    const bytes = await make();
    const { id } = await begin(bytes.byteLength, randomUUID(), "report.pdf");
    await hub.call("uploadBytes", { id, offset: 0 }, { token, file: bytes });
    const answer = await hub.ask("finishUpload", { id }, { token });
    expect(answer.status).toBe(400);
    expect(((await answer.json()) as { error: { message: string } }).error.message).toMatch(message);
    expect(await hub.hub.store.query("select 1 from file_chunk where file_id = $1", [id])).toEqual([]);
    expect((await hub.ask("uploadState", { id }, { token })).status).toBe(404);
  });

  test("left alone or used by nothing are forgotten after some days, and others stay", async () => {
    const { store } = hub.hub;
    const { fileId: used } = await upload(hub, token, await pdfOf(["Used"]));
    await hub.call("addAsset", { title: "Used", from: { fileId: used } }, { token });
    const { fileId: unused } = await upload(hub, token, await pdfOf(["Unused"]));
    const { id: left } = await begin(100_000);
    await hub.call("uploadBytes", { id: left, offset: 0 }, { token, file: new Uint8Array(90_000) });
    const made = await store.transaction((sql) =>
      storeFile(sql, { bytes: randomBytes(100), type: "image/webp", name: "x" }),
    );
    const here = async () => {
      const rows = await store.query<{ id: string }>("select id from file where id = any($1::uuid[])", [
        [used, unused, left, made],
      ]);
      return new Set(rows.map(({ id }) => id));
    };
    const inDays = (days: number) => new Date(Date.now() + days * 24 * 3_600_000);
    await forgetFiles(store, inDays(1));
    expect(await here()).toEqual(new Set([used, unused, left, made]));
    await forgetFiles(store, inDays(4));
    expect(await here()).toEqual(new Set([used]));
    expect(await store.query("select 1 from file_chunk where file_id = $1", [left])).toEqual([]);
  });
});

test("two hubs on one database serve the same file", async () => {
  const [one, two] = await twoTestHubs();
  const { token } = await one.join("mia@acme.example", "marketer", "Mia Marketer");
  const bytes = mp4Of(3_000_000);
  const { fileId } = await upload(one, token, bytes);
  const { asset } = await one.call("addAsset", { title: "Film", from: { fileId } }, { token });
  const { url } = await one.call("openVersion", { versionId: asset.version.id, what: "original" }, { token });
  expect((await read(two, fileId)).equals(bytes)).toBe(true);
  expect(new URL(url).host).toBe(new URL(two.hub.settings.linksUrl).host);
  await two.close();
  await one.close();
});
