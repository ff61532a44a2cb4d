import type { AsideKind } from "../../lib/contract/aside.ts";
import type { ReplyOf } from "../../lib/contract/endpoints.ts";
import { type Command, CommandFailed, count, needWord, type Typed } from "./command.ts";
import { findSource } from "./source-commands.ts";
import { table } from "./table.ts";

const kindOf = (typed: Typed): AsideKind => (typed.has("conflicting") ? "conflicting" : "rejected");
const OF_WHICH = "--conflicting: those whose id another event has.";

export const eventCommands: Command[] = [
  {
    usage: "events aside [--source Website] [--conflicting]",
    help: `Events that could not be taken and stand aside, by reason; the newest with what they look like, never with what they say. ${OF_WHICH}`,
    options: { source: "text", conflicting: "flag" },
    plan: (typed) => async (around) => {
      const hub = await around.connect();
      const source = typed.text("source");
      const of = source === undefined ? {} : { sourceId: (await findSource(hub, source, true)).id };
      const reply = await hub.call("aside", { kind: kindOf(typed), ...of, limit: 20 });
      return { reply, text: asideText(reply) };
    },
  },
  {
    usage: "events show <id> [--conflicting]",
    help: `One event that stands aside, as it came. It may name people. ${OF_WHICH}`,
    options: { conflicting: "flag" },
    plan(typed) {
      const id = needWord(typed, 0, "the event's id, as in: events aside");
      return async ({ connect }) => {
        const reply = await (await connect()).call("asideBody", { kind: kindOf(typed), id });
        return { reply, text: readable(reply.body) };
      };
    },
  },
  {
    usage: "events redrive [--source Website] [--id 17] [--conflicting]",
    help: `Reads events that stand aside again, by today's rules and limits, and takes what can be taken. Safe beside the running hub, and to be stopped and run again. ${OF_WHICH}`,
    options: { source: "text", id: "text", conflicting: "flag" },
    plan(typed) {
      const kind = kindOf(typed);
      const ids = typed.text("id") === undefined ? {} : { ids: [typed.need("id")] };
      return async ({ connect, progress }) => {
        const hub = await connect();
        const source = typed.text("source");
        const of = source === undefined ? {} : { sourceId: (await findSource(hub, source, true)).id };
        const total = { read: 0, accepted: 0, duplicates: 0, stillAside: 0 };
        for (let cursor: string | null | undefined; cursor !== null; ) {
          const after = cursor === undefined ? {} : { cursor };
          const reply: ReplyOf<"redrive"> = await hub.call("redrive", { kind, ...ids, ...of, ...after });
          total.read += reply.read;
          total.accepted += reply.accepted;
          total.duplicates += reply.duplicates;
          total.stillAside += reply.stillAside;
          cursor = reply.next;
          progress(`${count(total.read)} events read`);
        }
        const { read, accepted, duplicates, stillAside } = total;
        const text =
          `${count(read)} read: ${count(accepted)} taken, ${count(duplicates)} were known already, ` +
          `${count(stillAside)} still stand aside.`;
        return { reply: total, text };
      };
    },
  },
  {
    usage: "events dismiss [--id 17] [--source Website] [--reason text] [--conflicting]",
    help: `Throws events away that stand aside: one by its id, or all of a source with one reason, as events aside shows it. This cannot be taken back. ${OF_WHICH}`,
    options: { source: "text", id: "text", reason: "text", conflicting: "flag" },
    plan(typed) {
      const kind = kindOf(typed);
      const id = typed.text("id");
      const reason = typed.text("reason");
      return async ({ connect, progress }) => {
        const hub = await connect();
        const source = id === undefined ? typed.need("source") : typed.text("source");
        if (id === undefined && reason === undefined && kind === "rejected") {
          throw new CommandFailed("Say the reason too, as events aside shows it: --reason");
        }
        const request = {
          kind,
          ...(id === undefined ? {} : { ids: [id] }),
          ...(source === undefined ? {} : { sourceId: (await findSource(hub, source, true)).id }),
          ...(reason === undefined ? {} : { reason }),
        };
        let dismissed = 0;
        for (let more = true; more; ) {
          const reply = await hub.call("dismiss", request);
          dismissed += reply.dismissed;
          more = id === undefined && reply.dismissed > 0;
          progress(`${count(dismissed)} thrown away`);
        }
        return { reply: { dismissed }, text: `${count(dismissed)} thrown away.` };
      };
    },
  },
];

function asideText({ items, reasons }: ReplyOf<"aside">): string {
  if (items.length === 0) return "Nothing stands aside.";
  const why = table(
    ["Events", "Reason"],
    reasons.map(({ events, reason }) => [events, reason]),
  );
  const newest = items.map(
    ({ id, source, receivedAt, count: times, reason, messageId, bytes, shape }) =>
      `${id}  ${source.name}, ${receivedAt}${times > 1 ? `, ${times} times` : ""}, ${count(bytes)} bytes, ` +
      `messageId ${messageId ?? "none"}\n    ${reason}\n    ${shape}`,
  );
  return `${why}\n\nThe newest:\n${printable(newest.join("\n"))}`;
}

/** With line breaks; a terminal must not take what somebody sent for its own commands. */
function readable(body: string): string {
  return printable(JSON.stringify(JSON.parse(body), null, 2));
}

const printable = (text: string) => text.replace(/(?!\n)[\p{Cc}\p{Cf}]/gu, "");
