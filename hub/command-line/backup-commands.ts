import { stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { Readable } from "node:stream";
import type { CarriedErasures } from "../backup/carry-erasures.ts";
import type { CarriedOver } from "../backup/carry-over.ts";
import { compressed } from "../backup/compressed.ts";
import { keepExport } from "../backup/export-file.ts";
import { BadExport } from "../backup/format.ts";
import { readHoldings } from "../backup/holdings.ts";
import { type Verified, verifyExport } from "../backup/read-export.ts";
import { checkExport, restore } from "../backup/restore.ts";
import { writeExport } from "../backup/write-export.ts";
import type { Settings } from "../settings.ts";
import { errorCode, StoreUnavailable } from "../store/errors.ts";
import { lockFolder } from "../store/lock.ts";
import { openStore } from "../store/open.ts";
import type { Store } from "../store/store.ts";
import { agrees, isTerminal } from "./agree.ts";
import { type Command, CommandFailed, count, needWord, type Surroundings, when } from "./command.ts";
import { NoHub } from "./hub-api.ts";

export const backupCommands: Command[] = [
  {
    usage: "export <file>",
    help: "Writes everything that the hub holds into one file, from one moment, while the hub runs; if none runs, from its database. The file is whole and verified, or not there. It holds personal data: keep it as the database itself.",
    plan(typed) {
      const path = resolve(needWord(typed, 0, "the file, as in: export leadside.backup"));
      return async (around) => {
        await refuseFolder(path);
        const verified = await inWords(() => exportTo(path, around));
        const { size } = await stat(path);
        return {
          reply: { file: path, bytes: size, ...verified },
          text: `${path}: ${count(total(verified))} rows, ${megabytes(size)}, whole.`,
        };
      };
    },
  },
  {
    usage: "import <file> [--replace [--yes]]",
    help: "Puts an export into the database that the settings name, an empty one, or with --replace in the place of what it holds. No hub may run on it. A file that is cut off, altered or too new is refused, and whatever fails, the database is as it was. This is restoring a backup, and moving between the embedded database and PostgreSQL. --replace asks at a terminal before it throws anything away; a script says --yes.",
    options: { replace: "flag", yes: "flag" },
    plan(typed) {
      const path = resolve(needWord(typed, 0, "the file, as in: import leadside.backup"));
      const [replace, isSure] = [typed.has("replace"), typed.has("yes")];
      return async ({ settings, progress }) => {
        const restored = await inWords(async () => {
          progress("The file is checked …");
          // Before anything is opened or made.
          const verified = await checkExport(path);
          const onProgress = (rows: number, of: number) =>
            progress(rows < of ? `${count(rows)} of ${count(of)} rows` : "Indexes are made …");
          return withStore(settings, "Leadside import", async (store) => {
            if (replace && !isSure) await askToReplace(store, progress);
            return restore(store, path, { replace, onProgress, verified });
          });
        });
        const before = Object.values(restored.replaced).reduce((sum, rows) => sum + rows, 0);
        const instead = replace && before > 0 ? ` ${count(before)} rows that were there are gone.` : "";
        return {
          reply: restored,
          text: [
            `${count(total(restored))} rows of ${when(restored.header.at)} are in.${instead}`,
            ofAccess(restored.carriedOver),
            `Start the hub.${ofErasures(restored.erasures)}`,
          ].join("\n"),
        };
      };
    },
  },
  {
    usage: "backup verify <file>",
    help: "Reads an export to its end and says what is in it, and whether it is whole. Needs no hub.",
    plan(typed) {
      const path = resolve(needWord(typed, 0, "the file, as in: backup verify leadside.backup"));
      return async () => {
        const verified = await inWords(() => verifyExport(path));
        const { header, trailer } = verified;
        const tables = Object.entries(trailer.rows)
          .filter(([, rows]) => rows > 0)
          .map(([table, rows]) => `  ${table} ${count(rows)}`);
        return {
          reply: verified,
          text: [
            `Whole. Made ${when(header.at)} by release ${header.release} on ${header.engine}, ${count(total(verified))} rows:`,
            ...tables,
          ].join("\n"),
        };
      };
    },
  },
];

/** What became of people who were erased after the file was made. */
function ofErasures({ heldOff, erasedAgain, left, unknown }: CarriedErasures): string {
  const lines: string[] = [];
  if (heldOff > 0) {
    lines.push(
      `Erasures of the database before hold on (${count(heldOff)} names). The file brought ${count(erasedAgain)} of these people back: they are erased again once the hub runs.`,
    );
  }
  if (left > 0) {
    lines.push(
      `${count(left)} more came back as one person with an address that was never erased. Erase them again by hand: leadside people erase --email <address>.`,
    );
  }
  if (unknown > 0) {
    lines.push(
      `The database before was another hub's: what it held off (${count(unknown)} names) is not held off any more. Erase again by hand who was erased there.`,
    );
  }
  return lines.map((line) => `\n${line}`).join("");
}

/** @throws CommandFailed unless somebody agrees, or nothing is lost */
async function askToReplace(store: Store, progress: Surroundings["progress"]): Promise<void> {
  const held = await readHoldings(store);
  if (!held) return;
  const newest =
    held.newestAt === null ? "no touchpoint" : `the last touchpoint of ${when(held.newestAt.toISOString())}`;
  const loss = `The database holds ${count(held.rows)} rows, with ${newest}. All of it will be gone, and cannot be had back.`;
  if (!isTerminal()) {
    throw new CommandFailed(
      `${loss} Nothing was changed. Export it first if you may need it; to go on, say --yes.`,
    );
  }
  progress("");
  if (!(await agrees(loss, "replace", 'the word "replace"'))) throw new CommandFailed("Nothing was changed.");
}

/** Who may come in by now: whoever restores must know it before the hub starts. */
function ofAccess(kept: CarriedOver | undefined): string {
  if (kept === undefined) {
    return "Members, devices, invitations and keys are as they were then: whoever was shut out since may come in again. Shut them out again.";
  }
  const { members, devices, invites, keys, sources } = kept;
  return `Access that was taken away since then stays so: ${members} members, ${devices} devices, ${invites} invitations, ${keys} keys, ${sources} sources.`;
}

async function exportTo(path: string, { connect, settings, progress }: Surroundings): Promise<Verified> {
  const shown = (bytes: number) => progress(megabytes(bytes));
  let hub: Awaited<ReturnType<typeof connect>>;
  try {
    hub = await connect();
  } catch (error) {
    if (!(error instanceof NoHub)) throw error;
    return withStore(settings, "Leadside export", async (store) => {
      await refuseEmpty(store);
      return keepExport(
        compressed((take) => writeExport(store, take)),
        path,
        shown,
      );
    });
  }
  const bytes = await hub.download("export");
  return keepExport(Readable.fromWeb(bytes as Parameters<typeof Readable.fromWeb>[0]), path, shown);
}

/** Opens the database that the settings name, for a program other than a hub. */
async function withStore<Result>(
  settings: Settings,
  program: string,
  work: (store: Store) => Promise<Result>,
): Promise<Result> {
  const lock = settings.databaseUrl === undefined ? await lockFolder(settings.dataDir, program) : undefined;
  let store: Store | undefined;
  try {
    store = await openStore(settings, program);
    return await work(store);
  } finally {
    await store?.close();
    await lock?.release();
  }
}

async function refuseEmpty(store: Store): Promise<void> {
  const [row] = await store.query("select 1 from pg_class where oid = to_regclass('hub')");
  if (!row) throw new CommandFailed("There is nothing to export: no hub has used this database yet.");
}

async function refuseFolder(path: string): Promise<void> {
  const folder = await stat(dirname(path)).catch(() => undefined);
  if (!folder?.isDirectory()) throw new CommandFailed(`The folder ${dirname(path)} is not there.`);
  const there = await stat(path).catch(() => undefined);
  if (there?.isDirectory()) {
    throw new CommandFailed(`${path} is a folder. Name a file, such as ${join(path, "leadside.backup")}.`);
  }
}

async function inWords<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof BadExport) throw new CommandFailed(`This file cannot be used: ${error.message}`);
    if (error instanceof StoreUnavailable) {
      throw new CommandFailed(`The database cannot be used: ${error.message}`);
    }
    const code = errorCode(error);
    if (code === "ENOSPC") throw new CommandFailed("The disk is full. Nothing was kept.");
    if (code === "EACCES" || code === "EPERM" || code === "EROFS") {
      throw new CommandFailed(`The file cannot be written there (${code}).`);
    }
    // A download that ends too early comes as a failure of the network.
    if (error instanceof TypeError && error.cause !== undefined) {
      throw new CommandFailed("The export broke off. Nothing was kept; the hub's log says why.");
    }
    throw error;
  }
}

const total = ({ trailer }: Verified) => Object.values(trailer.rows).reduce((sum, rows) => sum + rows, 0);
const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
