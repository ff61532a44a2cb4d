import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { lockFolder } from "../../hub/store/lock.ts";
import { ROOT } from "../support/root.ts";

let folder: string;
let children: ChildProcess[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "leadside-lock-"));
  children = [];
});
afterEach(async () => {
  await Promise.all(children.map((child) => end(child, "SIGKILL")));
  rmSync(folder, { recursive: true, force: true });
});

/** Starts a process that takes the lock, and waits for what it says. */
async function holder(path = folder): Promise<{ child: ChildProcess; said: string }> {
  const child = spawn(process.execPath, ["--import", "tsx", "test/hub/lock-holder.ts", path, "Test hub"], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  const said = await new Promise<string>((resolve) => {
    let text = "";
    child.stdout?.on("data", (bytes) => {
      text += bytes;
      if (text.includes("\n")) resolve(text.trim());
    });
    child.once("exit", () => resolve(text.trim()));
  });
  return { child, said };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill("SIGCONT");
  child.kill(signal);
  await ended;
}

describe("the lock of a data folder", () => {
  test("keeps a second process out and names the holder", async () => {
    const { child, said } = await holder();
    expect(said).toBe("held");
    const second = await holder();
    expect(second.said).toMatch(/^refused: /);
    expect(second.said).toContain(`by Test hub, process ${child.pid} on `);
    expect(second.said).toMatch(/since \d{4}-\d\d-\d\dT/);
    expect(second.said).toContain("which answers at http://127.0.0.1:4711");
    expect(second.said).toContain("LEADSIDE_DATABASE_URL");
    await expect(lockFolder(folder, "this test")).rejects.toThrow(`process ${child.pid}`);
  });

  test.each(["SIGKILL", "SIGTERM"] as const)(
    "is free as soon as the holder has ended by %s",
    async (signal) => {
      for (let round = 0; round < 3; round++) {
        const { child, said } = await holder();
        expect(said).toBe("held");
        await end(child, signal);
      }
      const last = await lockFolder(folder, "this test");
      await last.release();
      expect(readdirSync(folder)).toEqual([]);
    },
  );

  test("of many that start at once after a kill, one gets it", async () => {
    for (let round = 0; round < 3; round++) {
      const said = await Promise.all(Array.from({ length: 4 }, () => holder()));
      expect(said.filter((one) => one.said === "held")).toHaveLength(1);
      expect(said.filter((one) => one.said.startsWith("refused: "))).toHaveLength(3);
      await Promise.all(said.map(({ child }) => end(child, "SIGKILL")));
    }
  });

  test("of many in one process that start at once, one gets it", async () => {
    for (let round = 0; round < 20; round++) {
      const tries = await Promise.allSettled(
        Array.from({ length: 8 }, () => lockFolder(folder, "this test")),
      );
      const held = tries.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
      expect(held).toHaveLength(1);
      await held[0]?.release();
    }
  });

  test("is still held by a process that is too busy to answer", async () => {
    const { child } = await holder();
    child.kill("SIGSTOP");
    await expect(lockFolder(folder, "this test")).rejects.toThrow("alive but does not answer");
  });

  test("does not take a process for the holder because of its number or a file that it left", async () => {
    writeFileSync(join(folder, "lock-0123456789abcdef.sock"), "");
    const lock = await lockFolder(folder, "this test");
    await lock.release();
  });

  test("works in a folder deeper than a socket's path may be long", async () => {
    const deep = join(folder, "a".repeat(100), "b".repeat(100), "data");
    const { child, said } = await holder(deep);
    expect(said).toBe("held");
    await expect(lockFolder(deep, "this test")).rejects.toThrow(`process ${child.pid}`);
    await end(child, "SIGKILL");
    const lock = await lockFolder(deep, "this test");
    await lock.release();
  });

  test("says so when the folder cannot hold a lock", async () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    await expect(lockFolder(join(file, "data"), "this test")).rejects.toThrow("cannot be locked (ENOTDIR)");
    const closed = join(folder, "closed");
    mkdirSync(closed);
    chmodSync(closed, 0o500);
    // Root may write anywhere.
    if (process.getuid?.() !== 0) {
      await expect(lockFolder(closed, "this test")).rejects.toThrow("cannot be locked");
    }
  });
});
