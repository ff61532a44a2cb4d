import { parseArgs } from "node:util";
import { type Command, type Typed, Usage } from "./command.ts";

export interface Parsed {
  /** Undefined where only help was asked for. */
  command: Command | undefined;
  /** Those that help was asked for; all, where no command was named. */
  help: readonly Command[];
  typed: Typed;
  json: boolean;
}

/** The words that a command begins with: those before anything that stands for something else. */
export function ownWords({ usage }: Command): string[] {
  const words = usage.split(" ");
  const end = words.findIndex((word) => /^[-<["]/.test(word));
  return end < 0 ? words : words.slice(0, end);
}

/** How many words may follow: one for each `<…>` outside of options. */
function wordsAfter({ usage }: Command): number {
  const before = usage.split(/ \[?--/)[0] ?? "";
  return before.split("<").length - 1;
}

/**
 * Reads a command line.
 * @throws Usage naming what is wrong with it
 */
export function parse(args: string[], commands: readonly Command[]): Parsed {
  const options: Options = {
    json: { type: "boolean" },
    help: { type: "boolean", short: "h" },
  };
  for (const command of commands)
    for (const [name, kind] of Object.entries(command.options ?? {}))
      options[name] = { type: kind === "flag" ? "boolean" : "string", multiple: kind === "texts" };
  const { values, positionals } = read(args, options);
  if (values.help || args.length === 0) {
    const named = commands.filter((command) => positionals.every((word, n) => ownWords(command)[n] === word));
    return {
      command: undefined,
      help: named.length > 0 ? named : commands,
      typed: typedOf({}, []),
      json: false,
    };
  }
  const command = find(positionals, commands);
  const words = positionals.slice(ownWords(command).length);
  const name = ownWords(command).join(" ");
  const takes = ["json", "help", ...Object.keys(command.options ?? {})];
  const stray = Object.keys(values).find((option) => !takes.includes(option));
  if (stray) throw new Usage(`"${name}" does not take --${stray}.`);
  const most = wordsAfter(command);
  if (words.length > most) throw new Usage(`There is too much: "${words.slice(most).join(" ")}".`);
  return { command, help: [], typed: typedOf(values, words), json: values.json === true };
}

type Options = Record<string, { type: "string" | "boolean"; short?: string; multiple?: boolean }>;

function read(args: string[], options: Options) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new Usage((error as Error).message);
  }
}

/** The command whose own words are the longest beginning of what was typed. */
function find(words: readonly string[], commands: readonly Command[]): Command {
  const fitting = commands.filter((command) => ownWords(command).every((word, n) => words[n] === word));
  const [best] = fitting.sort((a, b) => ownWords(b).length - ownWords(a).length);
  if (best) return best;
  throw new Usage(words.length === 0 ? "Say what to do." : `There is no command "${words.join(" ")}".`);
}

function typedOf(values: Readonly<Record<string, unknown>>, words: string[]): Typed {
  const text = (option: string) => {
    const value = values[option];
    return typeof value === "string" ? value : undefined;
  };
  return {
    text,
    texts(option) {
      const value = values[option];
      return Array.isArray(value) ? value.map(String) : [];
    },
    need(option) {
      const value = text(option);
      if (value === undefined || value.trim() === "") throw new Usage(`Missing: --${option}.`);
      return value;
    },
    has: (option) => values[option] === true,
    words,
  };
}
