import type { ReplyOf, RequestOf } from "../../lib/contract/endpoints.ts";
import { MOST_LOOK_UP_DAYS } from "../../lib/contract/privacy.ts";
import { TOUCHPOINT_KINDS, type TouchpointKind } from "../../lib/contract/touchpoint.ts";
import { agrees, isTerminal } from "./agree.ts";
import { type Command, CommandFailed, count, Usage } from "./command.ts";
import { table } from "./table.ts";

type Change = RequestOf<"changeRetention">;
type Plain = Exclude<keyof Change, "touchpointKinds" | "preview">;

/** As typed, and as the hub calls it. */
const NAMES: Readonly<Record<string, Plain>> = {
  "raw-events": "rawEvents",
  "rejected-events": "rejectedEvents",
  "conflicting-events": "conflictingEvents",
  "look-ups": "lookUps",
  readings: "readings",
  touchpoints: "touchpoints",
};
const DAYS = /^([1-9]\d{0,4})d$/;
const EXAMPLE = "as in: retention set raw-events=180d touchpoints:email_opened=30d";

export const retentionCommands: Command[] = [
  {
    usage: "retention show",
    help: "How long each kind of data is kept, and what went when that was last applied.",
    plan:
      () =>
      async ({ connect }) => {
        const reply = await (await connect()).call("retention", undefined);
        return { reply, text: retentionText(reply) };
      },
  },
  {
    usage: "retention set <what=how-long> <…> <…> <…> <…> <…> <…> [--yes]",
    help: `Changes how long data is kept: ${Object.keys(NAMES).join(", ")}, or one kind of touchpoint as touchpoints:email_opened. A number of days (30d), never (kept for ever), and for a kind of touchpoint default (as the others). Applied at once, and then every day. Where something would go by it, it says how much and asks first, unless --yes, which a script has to say then.`,
    options: { yes: "flag" },
    plan(typed) {
      if (typed.words.length === 0) throw new Usage(`Missing: what to keep how long, ${EXAMPLE}.`);
      const request = readChange(typed.words);
      const isSure = typed.has("yes");
      return async ({ connect }) => {
        const hub = await connect();
        if (!isSure) {
          const { wouldDelete = [] } = await hub.call("changeRetention", { ...request, preview: true });
          await ask(wouldDelete);
        }
        const reply = await hub.call("changeRetention", request);
        return { reply, text: `${retentionText(reply)}\n\nWhat is older now goes in the next minutes.` };
      };
    },
  },
];

type WouldDelete = NonNullable<ReplyOf<"changeRetention">["wouldDelete"]>;

/** @throws CommandFailed where something would go, and nobody says that it may */
async function ask(wouldDelete: WouldDelete): Promise<void> {
  const text = wouldDeleteText(wouldDelete);
  if (text === undefined) return;
  if (!isTerminal()) throw new CommandFailed(`Nothing was changed. ${text} To go on: the same with --yes.`);
  if (!(await agrees(text, "yes", "yes"))) throw new CommandFailed("Nothing was changed.");
}

/** What would go, in a sentence or two; undefined for nothing. */
export function wouldDeleteText(wouldDelete: WouldDelete): string | undefined {
  const some = wouldDelete
    .filter(({ rows }) => rows > 0)
    .map(({ table: name, rows, orMore }) => `${count(rows)}${orMore ? " or more" : ""} of ${name}`);
  return some.length === 0
    ? undefined
    : `By this, ${some.join(", ")} would be deleted now, and cannot be had back.`;
}

/**
 * Reads `what=how-long` words.
 * @throws Usage naming the word and what it may be
 */
export function readChange(words: readonly string[]): Change {
  const change: Change = {};
  for (const word of words) {
    const [what = "", said = "", ...rest] = word.split("=");
    if (said === "" || rest.length > 0) throw new Usage(`"${word}" is not what=how-long, ${EXAMPLE}.`);
    const name = NAMES[what];
    const kind = what.startsWith("touchpoints:") ? readKind(what.slice("touchpoints:".length)) : undefined;
    if (kind !== undefined) {
      change.touchpointKinds = {
        ...change.touchpointKinds,
        [kind]: said === "default" ? said : readDays(word, said),
      };
    } else if (name === undefined) {
      throw new Usage(`There is no "${what}" to keep. There are ${Object.keys(NAMES).join(", ")}.`);
    } else if (name === "lookUps") {
      const days = readDays(word, said);
      if (days === null || days > MOST_LOOK_UP_DAYS) {
        throw new Usage(
          `Look-ups are kept ${MOST_LOOK_UP_DAYS} days at most: look-ups=${MOST_LOOK_UP_DAYS}d or less.`,
        );
      }
      change.lookUps = days;
    } else change[name] = readDays(word, said);
  }
  return change;
}

function readKind(text: string): Exclude<TouchpointKind, "unknown"> {
  const kind = TOUCHPOINT_KINDS.find((known) => known === text);
  if (kind === undefined)
    throw new Usage(`There is no kind of touchpoint "${text}". There are ${TOUCHPOINT_KINDS.join(", ")}.`);
  return kind;
}

function readDays(word: string, said: string): number | null {
  if (said === "never") return null;
  const days = Number(DAYS.exec(said)?.[1]);
  if (!(days <= 36_500))
    throw new Usage(`"${word}": say days, as in 30d, or never, which keeps it for ever.`);
  return days;
}

function retentionText({ retention, last }: ReplyOf<"retention">): string {
  const rows = Object.entries(NAMES).map(([what, name]) => [what, daysText(retention[name])]);
  for (const [kind, days] of Object.entries(retention.touchpointKinds))
    rows.push([`touchpoints:${kind}`, daysText(days)]);
  const gone = last?.deleted
    .filter((each) => each.rows > 0)
    .map((each) => `${count(each.rows)} of ${each.table}`);
  const applied =
    last === null || last === undefined
      ? "Not applied yet."
      : `Applied ${last.at}: ${gone && gone.length > 0 ? `${gone.join(", ")} went` : "nothing was too old"}.`;
  return `${table(["What", "Kept"], rows)}\n\n${applied}`;
}

const daysText = (days: number | null | undefined) =>
  days === null || days === undefined ? "for ever" : `${days} days`;
