import { setTimeout as wait } from "node:timers/promises";
import type { Erasure, ErasurePreview } from "../../lib/contract/privacy.ts";
import { agrees, isTerminal } from "./agree.ts";
import { type Command, CommandFailed, count, Usage, when } from "./command.ts";
import type { HubApi } from "./hub-api.ts";
import { lookUpCommands } from "./look-up-commands.ts";
import { exportPersonTo } from "./person-export.ts";
import { retentionCommands } from "./retention-commands.ts";
import { table } from "./table.ts";

const ASK_EVERY_MS = 400;

export const privacyCommands: Command[] = [
  {
    usage: "people erase --email maya@initech.example [--all-addresses] [--yes]",
    help: "Erases a person: whoever has this address, with everything that is held about them, in every table, for good. From then on nothing that is sent brings them back, until you lift that. Waits, and prints what was taken. At a terminal it says what would go and asks first, unless --yes. Somebody with several addresses may be several people taken for one, and is erased only with --all-addresses.",
    options: { email: "text", "all-addresses": "flag", yes: "flag" },
    plan(typed) {
      const email = typed.need("email");
      const alsoAddresses = typed.has("all-addresses");
      const isSure = typed.has("yes") || !isTerminal();
      return async ({ connect, progress }) => {
        const hub = await connect();
        if (!isSure) {
          const preview = await hub.call("previewErasure", { email });
          const isClear = preview.addresses.length <= 1 || alsoAddresses;
          progress(previewText(preview));
          if (!isClear) throw new CommandFailed(SEVERAL);
          const loss = `Everything about whoever has the address ${email} will be deleted, in every table, and cannot be had back.`;
          if (!(await agrees(loss, email, "the address again")))
            throw new CommandFailed("Nobody was erased.");
        }
        const { id } = await hub.call("erasePerson", { email, alsoAddresses });
        progress("held off from now on; taking what is there …");
        const reply = await untilDone(hub, id);
        return { reply, text: receiptText(reply) };
      };
    },
  },
  {
    usage: "people erasures",
    help: "The erasures that were asked for, newest first, and what each took. Whom, nobody can say.",
    plan:
      () =>
      async ({ connect }) => {
        const hub = await connect();
        const items = await allPages((cursor) => hub.call("erasures", cursor));
        const rows = items.map(({ id, at, state, author, receipt, failedJob }) => [
          at,
          failedJob === null ? state : `given up, go on: leadside jobs retry ${failedJob.id}`,
          author.name,
          sum(receipt?.tables.map(({ deleted }) => deleted)),
          sum(receipt?.tables.map(({ redacted }) => redacted)),
          id,
        ]);
        const text = table(["Asked for", "State", "By", "Rows deleted", "Cut out of others'", "Id"], rows);
        return { reply: { items }, text: items.length > 0 ? text : "Nobody was erased yet." };
      },
  },
  {
    usage: "people export --email maya@initech.example [--out maya.json]",
    help: "Everything that is held about a person, to hand it to them: JSON, by table, each with what it is in words. Never others' data.",
    options: { email: "text", out: "text" },
    plan(typed) {
      const email = typed.need("email");
      const out = typed.text("out");
      return async ({ connect, progress }) => {
        const { rows, text } = await exportPersonTo(await connect(), email, out, (read) =>
          progress(`${count(read)} rows`),
        );
        if (out === undefined) return { reply: JSON.parse(text) as object, text };
        return { reply: { file: out, rows }, text: `${count(rows)} rows about them are in ${out}.` };
      };
    },
  },
  {
    usage: "suppressions list [--email maya@initech.example]",
    help: "Who is held off since they were erased, by erasure: how many names of theirs, how often something came, and whether that was lifted. --email: who holds this address off.",
    options: { email: "text" },
    plan(typed) {
      const email = typed.text("email");
      return async ({ connect }) => {
        const hub = await connect();
        const of = email === undefined ? {} : { email };
        const items = await allPages((cursor) => hub.call("suppressions", { ...of, ...cursor }));
        const rows = items.map(({ at, names, heldOff, lastAt, liftedAt, erasureId }) => [
          at,
          names.map(({ kind, count }) => `${count} ${kind}`).join(", "),
          heldOff,
          lastAt ?? "never",
          liftedAt ?? "no",
          erasureId,
        ]);
        const text = table(["Since", "Names", "Held off", "Last", "Lifted", "Erasure"], rows);
        return { reply: { items }, text: items.length > 0 ? text : "Nobody is held off." };
      };
    },
  },
  {
    usage: "suppressions lift [--email maya@initech.example] [--erasure <id>]",
    help: "Lets an erased person come back, with all the names that were held off with theirs: what is sent from now on is kept again. What was erased stays so.",
    options: { email: "text", erasure: "text" },
    plan(typed) {
      const [email, erasureId] = [typed.text("email"), typed.text("erasure")];
      if ((email === undefined) === (erasureId === undefined))
        throw new Usage("Say one of --email and --erasure.");
      return async ({ connect }) => {
        const hub = await connect();
        const reply = await hub.call("liftSuppression", email === undefined ? { erasureId } : { email });
        const text =
          reply.lifted === 0
            ? "That was lifted before."
            : `${count(reply.lifted)} names are held off no more.`;
        return { reply, text };
      };
    },
  },
  ...lookUpCommands,
  ...retentionCommands,
];

const SEVERAL =
  "Nobody was erased: this person has several addresses, and may be several people taken for one. Look with leadside people find, undo merges that are wrong; or erase all of them with --all-addresses.";

function previewText({ addresses, names, touchpoints, notHeldOff }: ErasurePreview): string {
  const lines = [
    `Addresses: ${addresses.join(", ")}`,
    `Other names: ${names.map(({ kind, count }) => `${count} ${kind}`).join(", ") || "none"}`,
    `Touchpoints: ${count(touchpoints)}`,
  ];
  if (notHeldOff > 0)
    lines.push(`Not held off afterwards, since several of the addresses came with them: ${notHeldOff} names`);
  return lines.join("\n");
}

async function untilDone(hub: HubApi, id: string): Promise<Erasure> {
  for (;;) {
    const erasure = await hub.call("erasure", { id });
    if (erasure.state === "done") return erasure;
    if (erasure.failedJob !== null) {
      throw new CommandFailed(
        `The erasure ${id} stopped half way (${erasure.failedJob.lastError}); the person is held off, and the hub's log says more. To go on where it stopped: leadside jobs retry ${erasure.failedJob.id}`,
      );
    }
    await wait(ASK_EVERY_MS);
  }
}

function receiptText({ id, receipt, finishedAt }: Erasure): string {
  const tables = receipt?.tables ?? [];
  const rows = tables.map((row) => [row.table, row.deleted, row.redacted]);
  return [
    `Erased by ${when(finishedAt ?? "")}. Erasure ${id}.`,
    rows.length > 0
      ? table(["Table", "Rows deleted", "Cut out of others'"], rows)
      : "Nothing was held about anybody of this address.",
    `${count(receipt?.suppressed ?? 0)} names are held off from now on. To let them come back: leadside suppressions lift --erasure ${id}`,
    ...(receipt?.notes ?? []),
  ].join("\n\n");
}

/** All pages of a list. */
async function allPages<Item>(
  ask: (cursor: { cursor?: string }) => Promise<{ items: Item[]; next: string | null }>,
): Promise<Item[]> {
  const items: Item[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await ask(cursor === undefined ? {} : { cursor });
    items.push(...page.items);
    cursor = page.next;
  }
  return items;
}

const sum = (values: readonly number[] = []) => values.reduce((total, value) => total + value, 0);
