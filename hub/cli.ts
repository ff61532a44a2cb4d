import { type Command, CommandFailed, Usage } from "./command-line/command.ts";
import { eventCommands } from "./command-line/event-commands.ts";
import { helpText } from "./command-line/help.ts";
import { connectToHub, HubRefused, NoHub } from "./command-line/hub-api.ts";
import { importCommands } from "./command-line/import-commands.ts";
import { memberCommands } from "./command-line/member-commands.ts";
import { operationCommands } from "./command-line/operation-commands.ts";
import { opportunityCommands } from "./command-line/opportunity-commands.ts";
import { parse } from "./command-line/parse.ts";
import { peopleCommands } from "./command-line/people-commands.ts";
import { privacyCommands } from "./command-line/privacy-commands.ts";
import { sourceCommands } from "./command-line/source-commands.ts";
import { BadSetting, readSettings } from "./settings.ts";
import { StoreRefused } from "./store/errors.ts";

const commands: readonly Command[] = [
  ...memberCommands,
  ...sourceCommands,
  ...eventCommands,
  ...importCommands,
  ...opportunityCommands,
  ...peopleCommands,
  ...privacyCommands,
  ...operationCommands,
];

async function main(args: string[]): Promise<void> {
  const { command, help, typed, json } = parse(args, commands);
  if (command === undefined) {
    console.log(helpText(help));
    return;
  }
  const act = command.plan(typed);
  const settings = readSettings(process.env);
  const watched = process.stderr.isTTY && !json;
  const said = await act({
    connect: () => connectToHub(settings, process.env),
    settings,
    progress(line) {
      if (watched) process.stderr.write(`\r\u001b[K${line}`);
    },
  }).finally(() => {
    if (watched) process.stderr.write("\r\u001b[K");
  });
  console.log(json ? JSON.stringify(said.reply, null, 2) : said.text);
}

const EXPECTED = [HubRefused, NoHub, BadSetting, StoreRefused, CommandFailed];

try {
  await main(process.argv.slice(2));
} catch (error) {
  const isTyped = error instanceof Usage;
  if (!isTyped && !EXPECTED.some((kind) => error instanceof kind)) throw error;
  console.error(`${(error as Error).message}${isTyped ? "\nSee: leadside --help" : ""}`);
  process.exitCode = isTyped ? 2 : 1;
}
