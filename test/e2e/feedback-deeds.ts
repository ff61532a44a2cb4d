import { randomUUID } from "node:crypto";
import type { Store } from "../../hub/store/store.ts";
import type { FeedbackContext } from "../../lib/contract/feedback.ts";
import type { RecordRef } from "../../lib/contract/record.ts";
import { recordKey } from "../../lib/contract/record-key.ts";

/** One thing that a rep does: a message to the background, under the key made at the click. */
export interface Deed {
  kind: "feedback.give" | "feedback.hold" | "feedback.change" | "feedback.takeBack";
  request: { key: string; label: string; request: object };
}

/** What a device said, as it must stand in the hub in the end. */
interface Item {
  id: string;
  record: RecordRef;
  /** The click, in ms: from and to. */
  at: readonly [number, number];
  context: FeedbackContext;
  taken: string[];
  sentence: string | undefined;
  held: boolean;
  takenBack: boolean;
}

/** A device's deeds, drawn one after the other, each of another moment, and what must have come of them. */
export interface Deeds {
  next(): Deed;
  /** The rep clicked in the panel, and saw that it was kept. */
  clicked(id: string, at: readonly [number, number], context: FeedbackContext): void;
  /** The rep clicked, and all died before anything was to be seen: it may be there, once. */
  clickedUnseen(): void;
  /** In the order in which they were done. */
  readonly keys: readonly string[];
  readonly items: readonly Item[];
  /** How many were clicks with the mouse. */
  readonly clicks: number;
  readonly unseen: number;
}

const PLAIN = { sentence: undefined, held: false, takenBack: false };
const FOOT = ["request", "data_wrong"] as const;
/** How many of its last items a rep comes back to. */
const RECENT = 6;

/** @param device its name, which stands in all that it says */
export function deedsOf(device: string, record: RecordRef, random: () => number): Deeds {
  const keys: string[] = [];
  const items: Item[] = [];
  let clicks = 0;
  let unseen = 0;
  const written = <Request extends object>(key: string, request: Request) => {
    keys.push(key);
    return { key, label: `${device}, ${keys.length}`, request: { record, ...request } };
  };

  function give(): Deed {
    const id = randomUUID();
    const at = new Date().toISOString();
    const moment = `${device}, moment ${items.length}`;
    const all = { name: `Name at ${moment}`, stage: `Stage at ${moment}`, company: `Company at ${moment}` };
    const taken = random() < 0.3 ? ["company"] : [];
    const context = taken.length > 0 ? { name: all.name, stage: all.stage } : all;
    const clicked = Date.parse(at);
    items.push({ ...PLAIN, id, record, at: [clicked, clicked], context, taken });
    const type = FOOT[Math.floor(random() * FOOT.length)];
    return {
      kind: "feedback.give",
      request: written(id, { about: { what: "nothing" }, type, at, context, taken }),
    };
  }

  /** Something about an item that was given before: the same device says it later than the item. */
  function goOn(item: Item): Deed | undefined {
    const { id } = item;
    const at = new Date().toISOString();
    const drawn = random();
    if (drawn < 0.4) {
      item.takenBack = !item.takenBack;
      const request = item.takenBack ? { id } : { id, undone: true };
      return { kind: "feedback.takeBack", request: written(randomUUID(), request) };
    }
    // Of what is taken back nothing more is said, and one sentence of each item.
    if (item.takenBack || item.sentence !== undefined) return undefined;
    if (drawn < 0.6 && !item.held) {
      item.held = true;
      return { kind: "feedback.hold", request: written(randomUUID(), { id, at, hold: true }) };
    }
    item.sentence = `${device} says ${randomUUID()}`;
    const request = { id, at, note: item.sentence, hold: false };
    return { kind: "feedback.change", request: written(randomUUID(), request) };
  }

  return {
    keys,
    items,
    get clicks() {
      return clicks;
    },
    get unseen() {
      return unseen;
    },
    clicked(id, at, context) {
      clicks += 1;
      keys.push(id);
      items.push({ ...PLAIN, id, record, at, context, taken: [] });
    },
    clickedUnseen() {
      unseen += 1;
    },
    next() {
      const recent = items.slice(-RECENT);
      const item = random() < 0.5 ? recent[Math.floor(random() * recent.length)] : undefined;
      return (item && goOn(item)) ?? give();
    },
  };
}

interface Row {
  id: string;
  token_id: string;
  record: string;
  clicked_at: Date;
  context: object;
  taken: string[];
  note: string;
  added: string[];
  taken_back: boolean;
}

/** What differs in the hub from what the devices did, a line each. */
export async function faultsOf(store: Store, devices: readonly Deeds[]): Promise<string[]> {
  const rows = await store.query<Row>(
    `select id, token_id, record, clicked_at, context, taken, note, taken_back_at is not null as taken_back,
       array(select text from feedback_addition a where a.feedback_id = f.id order by at) as added
     from feedback f order by arrived`,
  );
  const writes = await store.query<{ key: string; kind: string; at: Date }>(
    "select key::text as key, kind, at from write_once where kind like '%Feedback'",
  );
  const faults: string[] = [];
  const told = (isRight: boolean, words: string) => {
    if (!isRight) faults.push(words);
  };

  const unseen = devices.reduce((sum, device) => sum + device.unseen, 0);
  const ids = new Set(devices.flatMap(({ items }) => items.map(({ id }) => id)));
  const more = rows.filter(({ id }) => !ids.has(id));
  told(rows.length - more.length === ids.size, `${rows.length - more.length} items instead of ${ids.size}`);
  told(more.length <= unseen, `${more.length} items that nobody gave`);
  const keys = new Set([...devices.flatMap(({ keys }) => keys), ...more.map(({ id }) => id)]);
  const others = writes.filter(({ key }) => !keys.has(key));
  told(
    writes.length - others.length === keys.size,
    `${writes.length - others.length} writes of ${keys.size}`,
  );
  // A pointer that rests over the form lets the panel itself say that the rep is about to write, and is not.
  const clicks = devices.reduce((sum, device) => sum + device.clicks + device.unseen, 0);
  const ofPanel = others.filter(({ kind }) => kind === "changeFeedback").length;
  told(
    ofPanel === others.length && ofPanel <= 2 * clicks,
    `writes that nobody did: ${others.map(({ kind }) => kind)}`,
  );

  const tokens = new Set<string>();
  const writtenAt = new Map(writes.map(({ key, at }) => [key, at.getTime()]));
  for (const { items, keys } of devices) {
    const own = new Set(items.map(({ id }) => id));
    const mine = rows.filter(({ id }) => own.has(id));
    told(mine.map(({ id }) => id).join() === items.map(({ id }) => id).join(), "items in another order");
    const times = keys.map((key) => writtenAt.get(key) ?? 0);
    told(
      times.every((time, n) => time >= (times[n - 1] ?? 0)),
      "writes in another order",
    );
    const [token] = mine;
    told(
      mine.every(({ token_id }) => token_id === token?.token_id) && !tokens.has(token?.token_id ?? ""),
      "a device's items are another's",
    );
    tokens.add(token?.token_id ?? "");
    const byId = new Map(mine.map((row) => [row.id, row]));
    for (const item of items) {
      const row = byId.get(item.id);
      if (row) faults.push(...faultsOfItem(item, row));
    }
  }
  return faults;
}

function faultsOfItem(item: Item, row: Row): string[] {
  const sorted = (value: object) => JSON.stringify(Object.entries(value).sort());
  const said = [row.note, ...row.added].filter((text) => text !== "");
  const wanted = item.sentence === undefined ? [] : [item.sentence];
  const clicked = row.clicked_at.getTime();
  const checks: [boolean, string][] = [
    [row.record === recordKey(item.record), "record"],
    [clicked >= item.at[0] && clicked <= item.at[1], "moment"],
    [sorted(row.context) === sorted(item.context), "context"],
    [row.taken.join() === item.taken.join(), "what was taken away"],
    [said.join() === wanted.join(), `sentences ${said.length} of ${wanted.length}`],
    [row.taken_back === item.takenBack, "taken back"],
  ];
  return checks.flatMap(([isRight, what]) => (isRight ? [] : [`${item.context.name}: ${what}`]));
}
