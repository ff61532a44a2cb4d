import type { ReplyOf } from "../../lib/contract/endpoints.ts";
import { type Command, count, needWord } from "./command.ts";
import { readReportFile } from "./read-report-file.ts";
import { table } from "./table.ts";

const LARGEST = 20_000_000;
/** Bad lines that are shown. */
const SHOWN = 20;

export const opportunityCommands: Command[] = [
  {
    usage: "opportunities import <file> [--org acme] [--currency EUR] [--preview]",
    help: "Takes opportunities from a CRM report as CSV: id, name, company, stage, amount, currency, close date, closed, won, contacts (e-mail addresses or record ids), in any order, one line for each or one for each of its contacts. --preview shows how the columns would be understood and keeps nothing. --org: whose record ids they are. --currency: of amounts that say none. The same file again changes nothing, so an interrupted import is simply started once more.",
    options: { org: "text", currency: "text", preview: "flag" },
    plan(typed) {
      const path = needWord(typed, 0, "the file, as in: opportunities import deals.csv");
      const [org, currency] = [typed.text("org"), typed.text("currency")];
      const request = {
        ...(org === undefined ? {} : { org }),
        ...(currency === undefined ? {} : { currency }),
        ...(typed.has("preview") ? { preview: "1" as const } : {}),
      };
      return async ({ connect, progress }) => {
        const file = await readReportFile(path, LARGEST);
        const hub = await connect();
        progress("Leadside reads the file");
        const reply = await hub.upload("importOpportunities", request, file);
        return { reply, text: replyText(reply, typed.has("preview")) };
      };
    },
  },
];

function replyText(reply: ReplyOf<"importOpportunities">, isPreview: boolean): string {
  const { lines, taken, changed, bad, unknownContacts, columns, faults } = reply;
  const parts = [
    table(
      ["Column", "Taken as"],
      columns.map(({ name, as }) => [name, as ?? "not taken"]),
    ),
    `${count(lines)} lines: ${count(taken)} opportunities, ${count(changed)} of them ${isPreview ? "would be " : ""}new or changed.` +
      (bad > 0 ? ` ${count(bad)} lines ${isPreview ? "cannot" : "could not"} be taken.` : "") +
      (unknownContacts > 0
        ? `\n${count(unknownContacts)} contacts are nobody whom Leadside knows yet: they count once somebody is.`
        : ""),
  ];
  if (faults.length > 0) {
    parts.push(
      table(
        ["Line", "Why"],
        faults.slice(0, SHOWN).map(({ line, reason }) => [line, reason]),
      ),
    );
  }
  return parts.join("\n\n");
}
