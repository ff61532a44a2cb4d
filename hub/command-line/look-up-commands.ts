import { open, rename, rm } from "node:fs/promises";
import type { ReplyOf, RequestOf } from "../../lib/contract/endpoints.ts";
import { CSV_START, csvLine } from "../csv.ts";
import { type Command, CommandFailed, count, Usage } from "./command.ts";
import type { HubApi } from "./hub-api.ts";
import { table } from "./table.ts";

export const lookUpCommands: Command[] = [
  {
    usage:
      "look-ups [--member dana@acme.example] [--email maya@initech.example] [--person <id>] [--since 2026-11-01] [--csv look-ups.csv]",
    help: "Who looked up whom, when and how, newest first: a hundred, or all of them with --csv. Kept 90 days at most.",
    options: { member: "text", email: "text", person: "text", since: "text", csv: "text" },
    plan(typed) {
      const csv = typed.text("csv");
      const since = typed.text("since");
      const from = since === undefined ? undefined : new Date(since);
      if (from !== undefined && Number.isNaN(from.getTime())) {
        throw new Usage("--since must be a date, as in --since 2026-11-01.");
      }
      return async ({ connect, progress }) => {
        const hub = await connect();
        const member = typed.text("member");
        const request: RequestOf<"lookUps"> = {
          ...(member === undefined ? {} : { memberId: await findMember(hub, member) }),
          ...given("email", typed.text("email")),
          ...given("personId", typed.text("person")),
          ...given("since", from?.toISOString()),
        };
        if (csv !== undefined) {
          const rows = await writeLookUps(hub, request, csv, (read) => progress(`${count(read)} look-ups`));
          return { reply: { file: csv, rows }, text: `${count(rows)} look-ups are in ${csv}.` };
        }
        const reply = await hub.call("lookUps", { ...request, limit: 100 });
        const more = reply.next === null ? "" : "\n\nThere are more. All of them: --csv look-ups.csv";
        const text = table(LOOK_UP_HEAD, reply.items.map(lookUpCells)) + more;
        return { reply, text: reply.items.length > 0 ? text : "Nobody was looked up." };
      };
    },
  },
];

/** By address or by id. */
async function findMember(hub: HubApi, word: string): Promise<string> {
  const { items } = await hub.call("members", undefined);
  const member = items.find(
    ({ id, email }) => id === word || email.toLowerCase() === word.trim().toLowerCase(),
  );
  if (member === undefined) throw new CommandFailed(`There is no member ${word}. See: leadside members list`);
  return member.id;
}

const LOOK_UP_HEAD = ["When", "Who", "How", "Record", "Address", "Person"];

function lookUpCells({
  at,
  member,
  by,
  record,
  email,
  person,
}: ReplyOf<"lookUps">["items"][number]): string[] {
  return [at, member.name, by, record, email ?? "", person === null ? "" : (person.name ?? person.id)];
}

async function writeLookUps(
  hub: HubApi,
  request: RequestOf<"lookUps">,
  path: string,
  progress: (rows: number) => void,
): Promise<number> {
  let rows = 0;
  const part = `${path}.part`;
  const file = await open(part, "w", 0o600);
  try {
    await file.write(CSV_START + csvLine(LOOK_UP_HEAD));
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const reply = await hub.call("lookUps", { ...request, limit: 1_000, ...given("cursor", cursor) });
      await file.write(reply.items.map((item) => csvLine(lookUpCells(item))).join(""));
      rows += reply.items.length;
      progress(rows);
      cursor = reply.next;
    }
    await file.close();
    await rename(part, path);
  } catch (error) {
    await file.close().catch(() => {});
    await rm(part, { force: true });
    throw error;
  }
  return rows;
}

function given<Key extends string, Value>(key: Key, value: Value | undefined): { [K in Key]?: Value } {
  return (value === undefined ? {} : { [key]: value }) as { [K in Key]?: Value };
}
