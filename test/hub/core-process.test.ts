import { type ExecFileException, execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { builtHub } from "../support/built-hub.ts";
import { prepareEmbedded } from "../support/embedded-folder.ts";
import { ROOT } from "../support/root.ts";
import { type HubProcess, startHub } from "../support/start-hub.ts";

let folder: string;
const newFolder = () => {
  folder = mkdtempSync(join(tmpdir(), "leadside-process-"));
};
const removeFolder = () => rmSync(folder, { recursive: true, force: true });

interface Ended {
  code: number;
  out: string;
  err: string;
}

/** Runs one of the hub's programs to its end. */
function run(program: string, args: string[], env: Record<string, string> = {}): Promise<Ended> {
  const loader = program.endsWith(".ts") ? ["--import", "tsx"] : [];
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [...loader, program, ...args],
      { cwd: ROOT, timeout: 60_000, env: { PATH: process.env.PATH, LEADSIDE_DATA_DIR: folder, ...env } },
      (error: ExecFileException | null, out, err) =>
        resolve({ code: error ? Number(error.code ?? -1) : 0, out, err }),
    );
  });
}
const main = async (env: Record<string, string>) =>
  run((await builtHub()).main, [], { LEADSIDE_PORT: "0", ...env });
const cli = async (...args: string[]) => run((await builtHub()).cli, args);

describe("a hub as a process, from its source, on the embedded store", () => {
  const main = (env: Record<string, string>) => run("hub/main.ts", [], { LEADSIDE_PORT: "0", ...env });
  const cli = (...args: string[]) => run("hub/cli.ts", args);
  // One for all of them, in this order: an embedded store takes seconds to make.
  let hub: HubProcess;
  beforeAll(async () => {
    newFolder();
    hub = await startHub({ dataDir: folder, entry: "hub/main.ts" });
  });
  afterAll(async () => {
    await hub.remove();
    removeFolder();
  });

  test("says where it answers, what it promises, and how to begin", async () => {
    await expect.poll(() => hub.output()).toContain(`Leadside answers at ${hub.url}`);
    expect(hub.output()).toContain("not a power cut");
    expect(hub.output()).toContain("npm run leadside -- invite --email you@company.example --role admin");
    expect(statSync(join(folder, "hub.json")).mode & 0o777).toBe(0o600);
  });

  test("is administered from the command line, for people and for scripts", async () => {
    const invited = await cli("invite", "--email", "dana@acme.example", "--role", "rep");
    expect(invited.code).toBe(0);
    expect(invited.out).toMatch(/Send this link to dana@acme\.example.*once/);
    expect(invited.out).toContain(`${hub.url}/join#`);

    const added = await cli("sources", "add", "segment", "--name", "Website", "--org", "acme", "--json");
    const { writeKey } = JSON.parse(added.out) as { writeKey: string };
    const sent = await fetch(`${hub.url}/v1/batch`, {
      method: "POST",
      headers: { authorization: `Basic ${Buffer.from(`${writeKey}:`).toString("base64")}` },
      body: JSON.stringify({ batch: [] }),
    });
    expect(sent.status).not.toBe(401);
    const listed = await cli("sources", "list");
    expect(listed.out).toMatch(/^Name +Type +Org .*\nWebsite +segment +acme +never/);

    const again = await cli("invite", "--email", "not an address", "--role", "rep");
    expect([again.code, again.err.trim()]).toEqual([1, expect.stringContaining("not an e-mail address")]);
  });

  test("refuses a second hub on its folder, in words that name it", async () => {
    const second = await main({});
    expect(second.code).toBe(1);
    expect(second.err).toContain("is in use by Leadside hub, process ");
    expect(second.err).toContain(hub.url);
    expect(second.err).not.toContain("    at ");
  });

  test("keeps what it acknowledged over kill -9, and takes its own lock over", async () => {
    const { out } = await cli("invite", "--email", "dana@acme.example", "--role", "rep", "--json");
    const { code } = JSON.parse(out) as { code: string };
    await hub.kill();
    expect(existsSync(join(folder, "hub.json"))).toBe(true);
    await hub.start();
    const joined = await fetch(`${hub.url}/api/join`, {
      method: "POST",
      body: JSON.stringify({ code, name: "Dana" }),
    });
    expect(joined.status).toBe(200);
    await hub.kill();
    await hub.start();
    const { token } = (await joined.json()) as { token: string };
    const me = await fetch(`${hub.url}/api/me`, { headers: { authorization: `Bearer ${token}` } });
    expect(await me.json()).toMatchObject({ member: { name: "Dana" } });
    expect(hub.output()).not.toContain("Nobody is a member yet");
  });

  test("answers what is in flight before it ends, and takes its run file along", async () => {
    const slow = fetch(`${hub.url}/api/join`, {
      method: "POST",
      // The body's end comes only after the hub was asked to stop.
      body: new ReadableStream({
        async start(controller) {
          controller.enqueue(new TextEncoder().encode('{"code":"x",'));
          await new Promise((resolve) => setTimeout(resolve, 300));
          stopped = hub.stop();
          await new Promise((resolve) => setTimeout(resolve, 300));
          controller.enqueue(new TextEncoder().encode('"name":"y"}'));
          controller.close();
        },
      }),
      duplex: "half",
    } as RequestInit);
    let stopped: Promise<void> | undefined;
    expect((await slow).status).toBe(404);
    await stopped;
    expect(existsSync(join(folder, "hub.json"))).toBe(false);
    await expect(fetch(`${hub.url}/healthz`)).rejects.toThrow();
  });
});

describe("what keeps a hub from starting is one sentence", () => {
  beforeEach(newFolder);
  afterEach(removeFolder);

  test("a busy port", async () => {
    const busy = createServer();
    await new Promise<void>((resolve) => busy.listen(0, "127.0.0.1", resolve));
    const { port } = busy.address() as { port: number };
    const ended = await main({ LEADSIDE_PORT: String(port) });
    busy.close();
    expect(ended).toMatchObject({
      code: 1,
      err: expect.stringContaining(`Port ${port} on 127.0.0.1 is in use`),
    });
    expect(ended.err.trim().split("\n")).toHaveLength(1);
  });

  test("an embedded database that cannot be read", async () => {
    mkdirSync(join(folder, "pglite"));
    writeFileSync(join(folder, "pglite", "PG_VERSION"), "9");
    const ended = await main({});
    expect(ended).toMatchObject({ code: 1, err: expect.stringContaining("cannot be opened") });
    expect(ended.err).not.toContain("    at ");
  });

  test.each([
    ["a bad setting", { LEADSIDE_PORT: "many" }, "LEADSIDE_PORT must be a port number"],
    [
      "a host that is not ours",
      { LEADSIDE_HOST: "192.0.2.1" },
      "LEADSIDE_HOST 192.0.2.1 cannot be listened on",
    ],
    [
      "a folder that cannot be",
      { LEADSIDE_DATA_DIR: "/dev/null/x" },
      "LEADSIDE_DATA_DIR /dev/null/x cannot be",
    ],
  ])("%s", async (_what, env, words) => {
    const ended = await main(env);
    expect(ended.code).toBe(1);
    expect(ended.err).toContain(words);
    expect(ended.err.trim().split("\n")).toHaveLength(1);
  });
});

describe("a database that has to be mended", () => {
  beforeEach(newFolder);
  afterEach(removeFolder);

  test.each([
    ["leadside", "is_not_there", 'there is no database "is_not_there"'],
    ["nobody", "postgres", 'refuses the name "nobody" or its password'],
  ])("ends the hub at once, as %s in %s", async (user, database, words) => {
    const url = Object.assign(new URL(inject("postgresUrl")), { username: user, pathname: `/${database}` });
    const ended = await main({ LEADSIDE_DATABASE_URL: url.href });
    expect(ended.code).toBe(1);
    expect(ended.err).toContain(words);
    expect(ended.err.trim().split("\n")).toHaveLength(1);
  });
});

describe("the command line without a hub", () => {
  beforeEach(newFolder);
  afterEach(removeFolder);

  test("says how to start one", async () => {
    const none = await cli("sources", "list");
    expect(none).toMatchObject({ code: 1, err: expect.stringContaining("npm run hub") });
    // As a hub that was killed leaves it.
    const stale = { address: "http://127.0.0.1:1", token: "leadside_old", pid: 1 };
    writeFileSync(join(folder, "hub.json"), JSON.stringify(stale));
    expect((await cli("sources", "list")).err).toContain("No hub is running with the data folder");
  });

  test.each([
    [[], 0, "leadside invite --email", ""],
    [["--help"], 0, "leadside sources add", ""],
    [["invite", "--help"], 0, "leadside invite --email", ""],
    [["nonsense"], 2, "", 'There is no command "nonsense"'],
    [["invite", "--email", "a@b.example"], 2, "", "Missing: --role"],
    [
      ["invite", "--email", "a@b.example", "--role", "king"],
      2,
      "",
      "--role must be one of rep, marketer, admin",
    ],
    [["invite", "--colour", "red"], 2, "", "Unknown option '--colour'"],
    [["sources", "list", "--name", "x"], 2, "", '"sources list" does not take --name'],
    [["sources", "add", "--name", "x"], 2, "", "Missing: the type"],
    [["sources", "list", "more"], 2, "", 'too much: "more"'],
  ])("%j", async (args, code, out, err) => {
    const ended = await cli(...args);
    expect(ended).toEqual({ code, out: expect.stringContaining(out), err: expect.stringContaining(err) });
  });
});

describe("the built hub", () => {
  beforeEach(newFolder);
  afterEach(removeFolder);

  test("runs with plain node, and so does its command line", async () => {
    await prepareEmbedded(folder);
    const hub = await startHub({ dataDir: folder });
    const invited = await cli("invite", "--email", "a@b.example", "--role", "admin");
    expect(invited.out).toContain(`${hub.url}/join#`);
    expect((await fetch(`${hub.url}/join`)).status).toBe(200);
    expect(hub.output()).toMatch(/node \S+cli\.js invite/);
    await hub.remove();
  });
});
