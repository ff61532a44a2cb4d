import { type ExecFileException, execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { builtHub } from "../support/built-hub.ts";
import { addSource, callHub, joinAs } from "../support/call-hub.ts";
import { prepareEmbedded } from "../support/embedded-folder.ts";
import { createDatabase, dropDatabase } from "../support/postgres.ts";
import { type HubProcess, startHub } from "../support/start-hub.ts";
import { startSending } from "../support/steady-sender.ts";

interface Ended {
  code: number;
  out: string;
  err: string;
}

describe("backup from the command line", { timeout: 150_000 }, () => {
  let folder: string;
  let hub: HubProcess;
  let databaseUrl: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "leadside-backup-command-"));
    databaseUrl = await createDatabase(inject("postgresUrl"));
    await prepareEmbedded(join(folder, "data"));
    hub = await startHub({ dataDir: join(folder, "data") });
  });
  afterAll(async () => {
    await hub.remove();
    await dropDatabase(inject("postgresUrl"), databaseUrl);
    rmSync(folder, { recursive: true, force: true });
  });
  const file = () => join(folder, "leadside.backup");
  const run = async (args: string[], env: Record<string, string> = {}): Promise<Ended> => {
    const { cli } = await builtHub();
    return new Promise((resolve) => {
      execFile(
        process.execPath,
        [cli, ...args],
        {
          timeout: 120_000,
          env: { PATH: process.env.PATH, LEADSIDE_DATA_DIR: join(folder, "data"), ...env },
        },
        (error: ExecFileException | null, out, err) =>
          resolve({ code: error ? Number(error.code ?? -1) : 0, out, err }),
      );
    });
  };

  test("while events come in, then into PostgreSQL and a hub on it; refused in words where it would lose something", async () => {
    const token = await joinAs(hub, "dana@acme.example", "Dana");
    const sender = startSending([() => hub.url], await addSource(hub, "Website"));
    await sender.more(200);
    const made = await run(["export", file(), "--json"]);
    await sender.more(20);
    await sender.finish();
    expect(made).toMatchObject({ code: 0, err: "" });
    const { trailer } = JSON.parse(made.out) as { trailer: { rows: Record<string, number> } };
    expect(trailer.rows.raw_event).toBeGreaterThanOrEqual(200);
    expect(trailer.rows.raw_event).toBeLessThan(sender.acknowledged.size);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    // Neither the hub's copy nor the draft is left.
    expect(
      [...readdirSync(folder), ...readdirSync(hub.dataDir)].filter((name) => name.includes("part")),
    ).toEqual([]);
    expect((await run(["status"])).out).toMatch(/Last export: /);

    const verified = await run(["backup", "verify", file()]);
    expect(verified.out).toMatch(/^Whole\. Made .* by release \d.* on pglite/);
    expect(verified.out).toContain("  member 1\n");
    writeFileSync(join(folder, "cut"), readFileSync(file()).subarray(0, -20));
    expect(await run(["backup", "verify", join(folder, "cut")])).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^This file cannot be used: it is cut off/),
    });

    // Into the folder of a hub that runs, and then into one that holds something.
    const busy = await run(["import", file()]);
    expect(busy).toMatchObject({ code: 1, err: expect.stringContaining("is in use by Leadside hub") });
    await hub.stop();
    const filled = await run(["import", file()]);
    expect(filled).toMatchObject({
      code: 1,
      err: expect.stringMatching(/already holds something.*--replace/),
    });

    const moved = await run(["import", file()], { LEADSIDE_DATABASE_URL: databaseUrl });
    expect(moved).toMatchObject({
      code: 0,
      out: expect.stringMatching(
        /rows of .* are in\.\n.*whoever was shut out since may come in again.*\nStart the hub\./,
      ),
    });
    const other = await startHub({ databaseUrl });
    try {
      expect(await callHub(other.url, token, "me")).toMatchObject({ member: { name: "Dana" } });
      const { items } = await callHub(other.url, other.adminToken, "sources");
      expect(items[0]?.accepted).toBe(trailer.rows.raw_event);
      const connected = await run(["import", file(), "--replace", "--yes"], {
        LEADSIDE_DATABASE_URL: databaseUrl,
      });
      expect(connected).toMatchObject({ code: 1, err: expect.stringContaining("A hub is connected") });
    } finally {
      await other.remove();
    }
    // Without a hub the database is read directly.
    const direct = await run(["export", join(folder, "direct")]);
    expect(direct).toMatchObject({ code: 0, out: expect.stringMatching(/rows, .* MB, whole\.\n$/) });
    const unasked = await run(["import", file(), "--replace"]);
    expect(unasked).toMatchObject({
      code: 1,
      err: expect.stringMatching(
        /holds [\d,]+ rows, with the last touchpoint of .* Nothing was changed\. .* --yes/,
      ),
    });
    const back = await run(["import", file(), "--replace", "--yes"]);
    expect(back.out).toMatch(/rows that were there are gone/);
    expect(back.out).toMatch(/stays so: 0 members, 0 devices, 0 invitations, 0 keys, 0 sources/);
    await hub.start();
    const { items } = await callHub(hub.url, hub.adminToken, "sources");
    expect(items[0]?.accepted).toBe(trailer.rows.raw_event);
  });

  test.each([
    [["export", "/nowhere/at/all"], 1, "The folder /nowhere/at is not there"],
    [["export", tmpdir()], 1, "is a folder"],
    [["import", "/nowhere"], 1, "This file cannot be used: it is not there"],
  ])("%j", async (args, code, words) => {
    const ended = await run(args, { LEADSIDE_DATA_DIR: join(folder, "nobody") });
    expect(ended).toMatchObject({ code, err: expect.stringContaining(words) });
  });
});
