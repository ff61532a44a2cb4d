import type { ReplyOf } from "../../lib/contract/endpoints.ts";
import type { Source } from "../../lib/contract/source.ts";
import { type Command, CommandFailed, count, needWord, when } from "./command.ts";
import type { HubApi } from "./hub-api.ts";
import { table } from "./table.ts";

const WHICH = "the source, by its name or id";

export const sourceCommands: Command[] = [
  {
    usage: 'sources add <type> --name "Website" [--org acme]',
    help: "Adds a tool that sends events and shows its write key, once. The type is a short word such as segment, rudderstack or webhook. --org: whose record ids it sends (acme, acme--uat.sandbox).",
    options: { name: "text", org: "text" },
    plan(typed) {
      const org = typed.text("org");
      const request = {
        type: needWord(typed, 0, "the type, as in: sources add segment"),
        name: typed.need("name"),
        ...(org === undefined ? {} : { org }),
      };
      return async ({ connect }) => {
        const hub = await connect();
        const reply = await hub.call("addSource", request);
        const text =
          `Write key, shown this once:\n\n  ${reply.writeKey}\n\n` +
          `Let the tool send to ${hub.address}/v1/batch with it.`;
        return { reply, text };
      };
    },
  },
  {
    usage: "sources list [--deleted]",
    help: "The tools that send events, and how they do. --deleted: also those that were deleted.",
    options: { deleted: "flag" },
    plan(typed) {
      const deleted = typed.has("deleted");
      return async ({ connect }) => {
        const reply = await (await connect()).call("sources", deleted ? { deleted: "1" } : {});
        return { reply, text: sourceTable(reply, deleted) };
      };
    },
  },
  {
    usage: "sources rotate <source> [--now]",
    help: "Gives a source a new write key, shown once. The one before is taken for a day more, so that nothing under way is lost. --now: not any more, for a key that leaked.",
    options: { now: "flag" },
    plan(typed) {
      const word = needWord(typed, 0, WHICH);
      const graceMinutes = typed.has("now") ? { graceMinutes: 0 } : {};
      return async ({ connect }) => {
        const hub = await connect();
        const { id, name } = await findSource(hub, word);
        const reply = await hub.call("rotateKey", { id, ...graceMinutes });
        const before = typed.has("now")
          ? "The one before is refused from now on."
          : `The one before is taken until ${when(reply.previousUntil)}.`;
        return {
          reply,
          text: `New write key of ${name}, shown this once:\n\n  ${reply.writeKey}\n\n${before}`,
        };
      };
    },
  },
  {
    usage: "sources delete <source>",
    help: "Takes nothing more from a source. What it sent stays; sources restore takes it back.",
    plan(typed) {
      const word = needWord(typed, 0, WHICH);
      return async ({ connect }) => {
        const hub = await connect();
        const { id, name } = await findSource(hub, word);
        const reply = await hub.call("deleteSource", { id });
        return {
          reply,
          text: `Nothing more is taken from ${name}. To take this back: sources restore ${id}`,
        };
      };
    },
  },
  {
    usage: "sources restore <source>",
    help: "Takes from a deleted source again, with the keys that it had.",
    plan(typed) {
      const word = needWord(typed, 0, WHICH);
      return async ({ connect }) => {
        const hub = await connect();
        const { id, name } = await findSource(hub, word, true);
        const reply = await hub.call("restoreSource", { id });
        return { reply, text: `${name} is taken from again.` };
      };
    },
  },
  {
    usage: "rules rerun",
    help: 'Runs today\'s rules over what was received and mends the lines of the histories: after an update that understands more events. What is known of a person, such as "unsubscribed", stays as it was. Safe beside the running hub, and to be stopped and run again.',
    plan:
      () =>
      async ({ connect, progress }) => {
        const hub = await connect();
        const total = { version: 0, read: 0, changed: 0 };
        for (let cursor: string | null | undefined; cursor !== null; ) {
          const reply = await hub.call("rerunRules", cursor === undefined ? {} : { cursor });
          total.version = reply.version;
          total.read += reply.read;
          total.changed += reply.changed;
          cursor = reply.next;
          progress(`${count(total.read)} events read`);
        }
        return {
          reply: total,
          text: `${count(total.changed)} of ${count(total.read)} touchpoints mean something else by version ${total.version} of the rules.`,
        };
      },
  },
];

function sourceTable({ items }: ReplyOf<"sources">, deleted: boolean): string {
  if (items.length === 0) return "No tool is connected yet. See: sources add";
  const head = ["Name", "Type", "Org", "Last event", "Accepted", "Again", "Set aside", "Conflicts", "Erased"];
  const rows = items.map((source) => [
    source.name,
    source.type,
    source.org ?? "any",
    source.lastEventAt ?? "never",
    source.accepted,
    source.duplicates,
    source.rejected,
    source.conflicts,
    source.suppressed,
    source.keys,
    ...(deleted ? [source.deletedAt ?? "no", source.id] : []),
  ]);
  return table([...head, "Keys", ...(deleted ? ["Deleted", "Id"] : [])], rows);
}

/**
 * The source that is meant by a name or an id.
 * @param deletedToo also among those that were deleted; of two of one name, then the deleted one is meant
 * @throws CommandFailed when there is none, or more than one
 */
export async function findSource(hub: HubApi, word: string, deletedToo = false): Promise<Source> {
  const { items } = await hub.call("sources", deletedToo ? { deleted: "1" } : {});
  const wanted = word.trim().toLowerCase();
  const byId = items.find(({ id }) => id === wanted);
  if (byId) return byId;
  const named = items.filter(({ name }) => name.toLowerCase() === wanted);
  const deleted = named.filter(({ deletedAt }) => deletedAt !== null);
  const meant = deletedToo && deleted.length > 0 ? deleted : named;
  const [only, ...others] = meant;
  if (only === undefined)
    throw new CommandFailed(`There is no source "${word}". See: sources list --deleted`);
  if (others.length === 0) return only;
  const list = meant.map(({ id, type }) => `  ${id}  ${type}`).join("\n");
  throw new CommandFailed(`${meant.length} sources are called "${word}". Say which by its id:\n${list}`);
}
