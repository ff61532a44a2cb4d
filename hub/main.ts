import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import pino from "pino";
import { setUpLink } from "./access/set-up.ts";
import { PGLITE_NOTE } from "./http/health.ts";
import { BadSetting, readSettings } from "./settings.ts";
import { CannotListen, type RunningHub, startHub } from "./start.ts";
import { StoreRefused } from "./store/errors.ts";

/** Ctrl+C comes twice at once where npm stands between: from the terminal, and handed on. */
const ONE_PRESS_MS = 1000;
/** Somebody ended the hub before it was there. */
const stopped = new AbortController();
let running: RunningHub | undefined;
stopOnSignals();

try {
  // What a person reads goes to standard output, the log to standard error.
  const settings = readSettings(process.env);
  running = await startHub(settings, pino({ level: settings.logLevel }, pino.destination(2)), {
    signal: stopped.signal,
    waits: (because) => console.log(`Leadside waits for its database: ${because}`),
  });
  if (stopped.signal.aborted) {
    await running.stop();
    process.exit(0);
  }
  await greet(running);
} catch (error) {
  const sentence = sentenceOf(error);
  if (stopped.signal.aborted) process.exit(0);
  if (sentence === undefined) throw error;
  console.error(sentence);
  process.exitCode = 1;
}

async function greet({ hub }: RunningHub): Promise<void> {
  const { settings, store } = hub;
  const lines = [
    `Leadside answers at ${settings.publicUrl}`,
    `Events and links come in at ${settings.linksUrl}`,
  ];
  if (store.engine === "pglite") lines.push(`Data is in ${settings.dataDir}. ${PGLITE_NOTE}`);
  // The database may have gone again by now, which is no reason to end.
  const link = await setUpLink(hub).catch(() => undefined);
  if (link !== undefined) {
    lines.push(
      "",
      "Nobody is a member yet. Open this link and become the first admin; it works once, for a day:",
      `  ${link}`,
      "Or invite yourself, in another terminal:",
      `  ${commandLine()} invite --email you@company.example --role admin`,
      "Then connect the first tool:",
      `  ${commandLine()} sources add segment --name "Website"`,
    );
  }
  console.log(lines.join("\n"));
}

/** How to run the command line beside this hub, from the folder that it was started in. */
function commandLine(): string {
  const folder = process.env.LEADSIDE_DATA_DIR;
  const environment = folder ? `LEADSIDE_DATA_DIR=${JSON.stringify(folder)} ` : "";
  const own = fileURLToPath(import.meta.url);
  if (own.endsWith(".ts")) return `${environment}npm run leadside --`;
  return `${environment}node ${relative(process.cwd(), own.replace(/main\.js$/, "cli.js"))}`;
}

/** Ends the hub in order, also one that still waits for its database; who asks again does not want to wait. */
function stopOnSignals(): void {
  let asked: number | undefined;
  const stop = async (signal: NodeJS.Signals) => {
    if (asked !== undefined) {
      if (Date.now() - asked > ONE_PRESS_MS) process.exit(1);
      return;
    }
    asked = Date.now();
    stopped.abort();
    if (!running) return;
    running.hub.log.info({ signal }, "stopping");
    await running.stop();
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, stop);
}

/** What the person who starts a hub can mend is said in a sentence; anything else is a bug, with its stack. */
function sentenceOf(error: unknown): string | undefined {
  if (error instanceof BadSetting || error instanceof StoreRefused || error instanceof CannotListen) {
    return error.message;
  }
  return undefined;
}
