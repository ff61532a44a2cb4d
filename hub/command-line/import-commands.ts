import { setTimeout as wait } from "node:timers/promises";
import type { z } from "zod";
import type { Import, ImportFault, ImportPreview, ImportStateReply } from "../../lib/contract/import.ts";
import { type Command, CommandFailed, count, needWord, Usage } from "./command.ts";
import type { HubApi } from "./hub-api.ts";
import { readReportFile } from "./read-report-file.ts";
import { table } from "./table.ts";

const LARGEST = 64_000_000;
const POLL_MS = 500;
/** Bad lines that are shown beside the result. */
const SHOWN = 20;

export const importCommands: Command[] = [
  {
    usage: 'people import <file> [--org acme] [--map "Column=field"]... [--as-of 2026-11-20] [--preview]',
    help: "Takes people from a CRM report as CSV: record id, e-mail, name, title, company, status or stage, owner, in any order. --preview shows how the columns would be understood and keeps nothing; --map says what a column holds that is not known by its label (nothing behind = leaves it out). --org: whose record ids they are. --as-of: when the report was made, if not now. The same file again changes nothing, so an interrupted import is simply started once more.",
    options: { org: "text", map: "texts", "as-of": "text", preview: "flag" },
    plan(typed) {
      const path = needWord(typed, 0, "the file, as in: people import leads.csv");
      const [org, asOf, map] = [
        typed.text("org"),
        readAsOf(typed.text("as-of")),
        typed.texts("map").join("\n"),
      ];
      const request = {
        ...(org === undefined ? {} : { org }),
        ...(map === "" ? {} : { map }),
        ...(asOf === undefined ? {} : { asOf }),
      };
      return async ({ connect, progress }) => {
        const file = await readReportFile(path, LARGEST);
        const hub = await connect();
        progress("Reading the file");
        const { preview } = await hub.upload("importPeople", { ...request, preview: "1" }, file);
        if (preview === undefined)
          throw new CommandFailed("This hub cannot preview an import. Use the same release.");
        if (typed.has("preview")) return { reply: preview, text: previewText(preview) };
        const { id } = await hub.upload("importPeople", request, file);
        if (id === undefined)
          throw new CommandFailed("The hub took the file but named no import. See: people imports");
        const done = await follow(hub, id, progress);
        if (done.state === "failed")
          throw new CommandFailed(`The import failed: ${done.error ?? "see the hub's log"}`);
        return { reply: done, text: `${columnsText(preview)}\n\n${resultText(done)}` };
      };
    },
  },
  {
    usage: "people imports [<id>]",
    help: "The imports, newest first; of one, its result and every line that could not be taken.",
    plan(typed) {
      const [id] = typed.words;
      return async ({ connect }) => {
        const hub = await connect();
        if (id !== undefined) return showImport(hub, id);
        const reply = await hub.call("imports", {});
        return {
          reply,
          text:
            reply.items.length > 0 ? listText(reply.items) : "Nothing was imported yet. See: people import",
        };
      };
    },
  },
];

/** A day is meant as its beginning: what a tool says on that day is newer. */
function readAsOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const time = /^\d{4}-\d{2}-\d{2}(?:T.+)?$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time))
    throw new Usage("--as-of must be a day such as 2026-11-20, or a time such as 2026-11-20T09:30:00Z.");
  return new Date(time).toISOString();
}

type State = z.output<typeof ImportStateReply>;

/** Waits until an import is through, and says how far it is. */
async function follow(hub: HubApi, id: string, progress: (line: string) => void): Promise<State> {
  for (;;) {
    const state = await hub.call("import", { id });
    if (state.state === "done" || state.state === "failed") return state;
    const share = state.lines === 0 ? 0 : Math.floor((100 * state.done) / state.lines);
    progress(`${count(state.done)} of ${count(state.lines)} lines (${share} %). Ctrl+C leaves it running.`);
    await wait(POLL_MS);
  }
}

async function showImport(hub: HubApi, id: string) {
  const first = await hub.call("import", { id });
  const faults = [...first.faults.items];
  for (let cursor = first.faults.next; cursor !== null; ) {
    const page = await hub.call("import", { id, cursor });
    faults.push(...page.faults.items);
    cursor = page.faults.next;
  }
  const reply = { ...first, faults: { items: faults, next: null } };
  return { reply, text: [summary(first), ...(faults.length > 0 ? [faultsText(faults)] : [])].join("\n\n") };
}

type Preview = z.output<typeof ImportPreview>;

function columnsText(preview: Preview): string {
  return table(
    ["Column", "Taken as"],
    preview.columns.map(({ label, field, by }) => [
      label,
      field === null ? "not taken" : `${field}${by === "map" ? " (--map)" : ""}`,
    ]),
  );
}

const DELIMITERS: Record<string, string> = { ",": "commas", ";": "semicolons", "\t": "tabs" };

function previewText(preview: Preview): string {
  const { encoding, delimiter, lines, bad, footer, sample, faults } = preview;
  const fields = [...new Set(sample.flatMap((line) => Object.keys(line)))];
  const parts = [
    columnsText(preview),
    `${encoding}, parted by ${DELIMITERS[delimiter] ?? delimiter}. ${count(lines)} lines, ${count(bad)} of them cannot be taken; ` +
      `${count(footer)} at the end are the report's own.`,
  ];
  const doubled = doubledFields(preview);
  if (doubled.length > 0)
    parts.push(
      `More than one column: ${doubled.join(", ")}. Of each line, the first that has a value counts.`,
    );
  if (sample.length > 0)
    parts.push(
      table(
        fields,
        sample.map((line) => fields.map((field) => line[field] ?? "")),
      ),
    );
  if (faults.length > 0) parts.push(faultsText(faults.slice(0, SHOWN)));
  return parts.join("\n\n");
}

/** Fields of several columns; of ids, all count. */
function doubledFields({ columns }: Preview): string[] {
  const fields = columns.map(({ field }) => field);
  return [...new Set(fields)].filter(
    (field): field is NonNullable<typeof field> =>
      field !== null && field !== "recordId" && fields.indexOf(field) !== fields.lastIndexOf(field),
  );
}

function summary(done: Import): string {
  const { state, lines, created, updated, unchanged, conflicts, suppressed, bad } = done;
  const said = [
    `${count(lines)} lines: ${count(created)} new people, ${count(updated)} with something new, ${count(unchanged)} known as they are.`,
  ];
  if (conflicts > 0)
    said.push(`${count(conflicts)} name two people as one; nobody was merged. See: people conflicts`);
  if (suppressed > 0) said.push(`${count(suppressed)} are of people who were erased, and were held off.`);
  if (bad > 0) said.push(`${count(bad)} could not be taken.`);
  if (state !== "done")
    said.push(`State: ${state}, ${count(done.done)} lines are through.${done.error ? ` ${done.error}` : ""}`);
  return said.join("\n");
}

function resultText(done: State): string {
  const { items } = done.faults;
  if (items.length === 0) return summary(done);
  const more = items.length > SHOWN ? `\nAll of them: leadside people imports ${done.id}` : "";
  return `${summary(done)}\n\n${faultsText(items.slice(0, SHOWN))}${more}`;
}

function faultsText(faults: readonly ImportFault[]): string {
  return table(
    ["Line", "Column", "Why"],
    faults.map(({ line, field, reason }) => [line, field ?? "", reason]),
  );
}

function listText(items: readonly Import[]): string {
  return table(
    ["Import", "When", "State", "Lines", "New", "Updated", "Same", "Conflicts", "Held off", "Bad"],
    items.map((one) => [
      one.id,
      one.createdAt,
      one.state,
      one.lines,
      one.created,
      one.updated,
      one.unchanged,
      one.conflicts,
      one.suppressed,
      one.bad,
    ]),
  );
}
