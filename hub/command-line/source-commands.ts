import { type Command, count, needWord } from "./command.ts";
import { table } from "./table.ts";

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
    usage: "sources list",
    help: "The tools that send events, and how they do.",
    plan:
      () =>
      async ({ connect }) => {
        const reply = await (await connect()).call("sources", {});
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
