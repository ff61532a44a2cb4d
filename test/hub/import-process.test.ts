import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { csvOf } from "../fixtures/reports/reports.ts";
import { builtHub } from "../support/built-hub.ts";
import { type HubProcess, startHub } from "../support/start-hub.ts";
import { waitForValue } from "../support/wait-for.ts";

/** So many that an import is still under way when its hub is killed. */
const PEOPLE = 5_000;

let folder: string;
let hub: HubProcess;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "leadside-import-"));
  hub = await startHub();
});
afterAll(async () => {
  await hub?.remove();
  await rm(folder, { recursive: true, force: true });
});

async function leadside(...args: string[]): Promise<{ code: number | null; said: string; failed: string }> {
  const { cli } = await builtHub();
  const child = spawn(process.execPath, [cli, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, LEADSIDE_DATA_DIR: hub.dataDir },
  });
  let [said, failed] = ["", ""];
  child.stdout.on("data", (text) => {
    said += text;
  });
  child.stderr.on("data", (text) => {
    failed += text;
  });
  return new Promise((resolve) => child.once("exit", (code) => resolve({ code, said, failed })));
}

interface Result {
  id: string;
  state: string;
  lines: number;
  done: number;
  created: number;
  unchanged: number;
}

test("an import is killed with its hub, goes on by itself, and is the same when it is started once more", async () => {
  const rows = Array.from({ length: PEOPLE }, (_, n) => [`p${n}@c${n % 50}.com`, `Person ${n}`, "Analyst"]);
  const file = join(folder, "people.csv");
  await writeFile(file, csvOf([["Email", "Name", "Rang"], ...rows]));
  const args = ["people", "import", file, "--map", "Rang=title", "--map", "Name=name"];
  const cut = leadside(...args);
  const first = await waitForValue(
    "the import to be under way",
    async () => {
      const answer = await fetch(`${hub.url}/api/imports`, {
        headers: { authorization: `Bearer ${hub.adminToken}` },
      });
      const [one] = ((await answer.json()) as { items: Result[] }).items;
      return one && one.done > 0 ? one : undefined;
    },
    40_000,
  );
  expect(first.done).toBeLessThan(PEOPLE);
  await hub.kill();
  expect((await cut).code).toBe(1);

  await hub.start();
  const done = await waitForValue(
    "the import to go on",
    async () => {
      const { said } = await leadside("people", "imports", first.id, "--json");
      const one = JSON.parse(said) as Result;
      return one.state === "done" ? one : undefined;
    },
    60_000,
  );
  expect(done).toMatchObject({ lines: PEOPLE, done: PEOPLE, created: PEOPLE });

  const again = await leadside(...args);
  expect(again).toMatchObject({ code: 0, failed: "" });
  expect(again.said).toContain("Rang    title (--map)");
  expect(again.said).toContain("5,000 lines: 0 new people, 0 with something new, 5,000 known as they are.");
}, 180_000);

test("the command line shows how a file is understood, names bad lines, and says what is wrong", async () => {
  const file = join(folder, "some.csv");
  await writeFile(file, "E-Mail;Vorname;Name;Telefon\na@b.com;Ann;Lee;1\nnone;Bob;Ray;2\n");
  const preview = await leadside("people", "import", file, "--preview");
  expect(preview.code).toBe(0);
  expect(preview.said).toMatch(/Name +lastName/);
  expect(preview.said).toMatch(/Telefon +not taken/);
  expect(preview.said).toContain("parted by semicolons. 2 lines, 1 of them cannot be taken");
  expect(preview.said).toContain("a@b.com  Ann Lee");
  const taken = await leadside("people", "import", file);
  expect(taken.code).toBe(0);
  expect(taken.said).toContain("2 lines: 1 new people");
  expect(taken.said).toMatch(/3 {2}email +This is no e-mail address\./);

  const missing = await leadside("people", "import", join(folder, "none.csv"));
  expect(missing).toMatchObject({ code: 1, failed: expect.stringContaining("cannot be read (ENOENT)") });
  const wrong = await leadside("people", "import", file, "--map", "Fon=email");
  expect(wrong).toMatchObject({ code: 1, failed: expect.stringContaining('There is no column "Fon"') });
  const day = await leadside("people", "import", file, "--as-of", "yesterday");
  expect(day).toMatchObject({ code: 2, failed: expect.stringContaining("--as-of must be a day") });
});
