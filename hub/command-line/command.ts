import type { Settings } from "../settings.ts";
import type { HubApi } from "./hub-api.ts";

/** What was typed behind the command's own words. */
export interface Typed {
  /** The text of an option; undefined when it was not given. */
  text(option: string): string | undefined;
  /** All texts of an option that may be given several times. */
  texts(option: string): string[];
  /** The same as `text`, of an option that must be there. */
  need(option: string): string;
  /** Whether an option without text was given. */
  has(option: string): boolean;
  /** The words that are no options. */
  words: readonly string[];
}

/** What a command may use while it runs. */
export interface Surroundings {
  /** Finds the running hub; throws `NoHub` with how to start one. */
  connect(): Promise<HubApi>;
  settings: Settings;
  /** Shows how far a long work is, in one line that is written over; nothing where nobody looks. */
  progress(line: string): void;
}

/** What a command has to say: for scripts, and for people. */
export interface Said {
  reply: object;
  text: string;
}

export interface Command {
  /** As typed, such as `people import <file>`: its own words first, then what follows them. */
  usage: string;
  /** What it does, in a sentence or two. */
  help: string;
  /** Options besides --json and --help: `text` takes one, `texts` one each time it is given, `flag` none. */
  options?: Readonly<Record<string, "text" | "texts" | "flag">>;
  /** Checks what was typed, before any hub is looked for, and gives what is to be done. */
  plan(typed: Typed): (around: Surroundings) => Promise<Said>;
}

/** A command that was not typed as it should be. */
export class Usage extends Error {
  override readonly name = "Usage";
}

/** A command that could not be done; the message says why, and what to do. */
export class CommandFailed extends Error {
  override readonly name = "CommandFailed";
}

/** A word that must follow a command. */
export function needWord(typed: Typed, place: number, what: string): string {
  const word = typed.words[place];
  if (word === undefined || word.trim() === "") throw new Usage(`Missing: ${what}.`);
  return word;
}

/** One of a closed list, as an option says it. */
export function needOneOf<const Value extends string>(
  typed: Typed,
  option: string,
  values: readonly Value[],
): Value {
  const said = typed.need(option);
  const value = values.find((known) => known === said);
  if (value === undefined) throw new Usage(`--${option} must be one of ${values.join(", ")}.`);
  return value;
}

/** A figure with separators, for people. */
export const count = (value: number): string => value.toLocaleString("en");

/** A time as people read it. */
export const when = (instant: string): string =>
  new Date(instant).toLocaleString("en", { dateStyle: "full", timeStyle: "short" });
