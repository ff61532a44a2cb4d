import { parseArgs } from "node:util";
import { ROLES } from "../lib/contract/member.ts";
import { connectToHub, type HubApi, HubRefused, NoHub } from "./command-line/hub-api.ts";
import { table } from "./command-line/table.ts";
import { BadSetting, readSettings } from "./settings.ts";

const HELP = `Administration of a running Leadside hub.

  leadside invite --email dana@acme.example --role rep
      Invites one person: one use, seven days. Roles: ${ROLES.join(", ")}.

  leadside sources add segment --name "Website" [--org acme]
      Adds a tool that sends events and shows its write key, once. The type is a short word such as segment,
      rudderstack or webhook. --org: whose record ids it sends (acme, acme--uat.sandbox).

  leadside sources list
      The tools that send events, and how they do.

  leadside rules rerun
      Runs today's rules over what was received and mends the lines of the histories: after an update that
      understands more events. What is known of a person, such as "unsubscribed", stays as it was. Safe beside
      the running hub, and to be stopped and run again.

  --json   Prints the reply as JSON, for scripts.
  --help   Prints this.

The hub must be running (npm run hub). It leaves its address and a token in the data folder
(LEADSIDE_DATA_DIR); from another machine set LEADSIDE_PUBLIC_URL and LEADSIDE_ADMIN_TOKEN.`;

/** A command that was not typed as it should be. */
class Usage extends Error {}

const options = {
  email: { type: "string" },
  role: { type: "string" },
  name: { type: "string" },
  org: { type: "string" },
  json: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
} as const;

type Values = ReturnType<typeof parse>["values"];

interface Command {
  /** Which options it takes, besides --json and --help. */
  takes: readonly (keyof Values)[];
  /** How many words follow its own, at most. */
  words: number;
  /** Checks what was typed, before any hub is looked for, and gives what is to be done with the hub. */
  plan(values: Values, rest: string[]): (hub: HubApi) => Promise<{ reply: object; text: string }>;
}

const commands: Record<string, Command> = {
  invite: {
    takes: ["email", "role"],
    words: 0,
    plan(values) {
      const email = need(values.email, "--email");
      const typed = need(values.role, "--role");
      const role = ROLES.find((known) => known === typed);
      if (!role) throw new Usage(`--role must be one of ${ROLES.join(", ")}.`);
      return async (hub) => {
        const reply = await hub.call("invite", { email, role });
        const until = new Date(reply.expiresAt).toLocaleString("en", {
          dateStyle: "full",
          timeStyle: "short",
        });
        const text = `Send this link to ${reply.email}. It works once, until ${until}:\n\n  ${reply.link}`;
        return { reply, text };
      };
    },
  },
  "sources add": {
    takes: ["name", "org"],
    words: 1,
    plan(values, [type]) {
      const request = {
        type: need(type, "the type, as in: sources add segment"),
        name: need(values.name, "--name"),
        ...(values.org === undefined ? {} : { org: values.org }),
      };
      return async (hub) => {
        const reply = await hub.call("addSource", request);
        const text =
          `Write key, shown this once:\n\n  ${reply.writeKey}\n\n` +
          `Let the tool send to ${hub.address}/v1/batch with it.`;
        return { reply, text };
      };
    },
  },
  "sources list": {
    takes: [],
    words: 0,
    plan: () => async (hub) => {
      const reply = await hub.call("sources", undefined);
      const text = table(
        ["Name", "Type", "Org", "Last event", "Accepted", "Again", "Set aside", "Conflicts"],
        reply.items.map((source) => [
          source.name,
          source.type,
          source.org ?? "any",
          source.lastEventAt ?? "never",
          source.accepted,
          source.duplicates,
          source.rejected,
          source.conflicts,
        ]),
      );
      return { reply, text: reply.items.length > 0 ? text : "No tool is connected yet. See: sources add" };
    },
  },
  "rules rerun": {
    takes: [],
    words: 0,
    plan: () => async (hub) => {
      const total = { version: 0, read: 0, changed: 0 };
      for (let cursor: string | null | undefined; cursor !== null; ) {
        const reply = await hub.call("rerunRules", cursor === undefined ? {} : { cursor });
        total.version = reply.version;
        total.read += reply.read;
        total.changed += reply.changed;
        cursor = reply.next;
        if (process.stderr.isTTY) process.stderr.write(`\r${total.read.toLocaleString("en")} events read`);
      }
      if (process.stderr.isTTY) process.stderr.write("\n");
      const count = (value: number) => value.toLocaleString("en");
      return {
        reply: total,
        text: `${count(total.changed)} of ${count(total.read)} touchpoints mean something else by version ${total.version} of the rules.`,
      };
    },
  },
};

function parse(args: string[]) {
  return parseArgs({ args, options, allowPositionals: true });
}

function need(value: string | undefined, what: string): string {
  if (value === undefined || value.trim() === "") throw new Usage(`Missing: ${what}.`);
  return value;
}

/** @returns the command, and what was typed beyond its words */
function find(words: string[]): { name: string; command: Command; rest: string[] } {
  for (const length of [2, 1]) {
    const name = words.slice(0, length).join(" ");
    const command = commands[name];
    if (command) return { name, command, rest: words.slice(length) };
  }
  throw new Usage(words.length === 0 ? "Say what to do." : `There is no command "${words.join(" ")}".`);
}

async function main(args: string[]): Promise<void> {
  const { values, positionals } = parse(args);
  if (values.help || args.length === 0) {
    console.log(HELP);
    return;
  }
  const { name, command, rest } = find(positionals);
  const stray = Object.keys(values).find((option) => !["json", "help", ...command.takes].includes(option));
  if (stray) throw new Usage(`"${name}" does not take --${stray}.`);
  if (rest.length > command.words)
    throw new Usage(`There is too much: "${rest.slice(command.words).join(" ")}".`);
  const act = command.plan(values, rest);
  const { reply, text } = await act(await connectToHub(readSettings(process.env), process.env));
  console.log(values.json ? JSON.stringify(reply, null, 2) : text);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  const typed = error instanceof Usage || (error as { code?: string }).code?.startsWith("ERR_PARSE_ARGS");
  const known = error instanceof HubRefused || error instanceof NoHub || error instanceof BadSetting;
  if (!typed && !known) throw error;
  console.error(`${(error as Error).message}${typed ? "\nSee: leadside --help" : ""}`);
  process.exitCode = typed ? 2 : 1;
}
