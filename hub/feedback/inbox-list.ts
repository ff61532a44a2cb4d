import type { z } from "zod";
import type { InboxReply, InboxRequest } from "../../lib/contract/inbox.ts";
import type { Hub } from "../hub.ts";
import { libraryOf } from "../library/read-library.ts";
import { readCounts } from "./inbox-counts.ts";
import { type Place, readCursor, writeCursor } from "./inbox-cursor.ts";
import { type Given, type Looking, matching, parameters } from "./inbox-filters.ts";
import { LISTED_COLUMNS, LISTED_JOINS, type ListedRow, listedFeedback } from "./listed.ts";
import { readStamp } from "./stamp.ts";

const PAGE = 50;

type Row = ListedRow & { micros: number };

/** The list's two parts, each in an order that an index has. */
const PARTS = {
  owed: {
    condition: "f.answered_at is null and f.due_at is not null",
    order: "f.due_at, f.id",
    micros: "due_at",
    // The first comparison alone is where an index begins.
    after: (at: string, id: string) => `f.due_at >= ${at} and (f.due_at > ${at} or f.id > ${id})`,
  },
  rest: {
    condition: "(f.answered_at is not null or f.due_at is null)",
    order: "f.received_at desc, f.id desc",
    micros: "received_at",
    after: (at: string, id: string) => `f.received_at <= ${at} and (f.received_at < ${at} or f.id < ${id})`,
  },
} as const;

/** A page of what reps said: what an answer is owed for by due time, then the rest, newest first. */
export async function listInbox(
  hub: Hub,
  { cursor, ...filters }: z.output<typeof InboxRequest>,
  looking: Looking,
): Promise<z.input<typeof InboxReply>> {
  const place = cursor === undefined ? undefined : readCursor(cursor);
  const stamp = await readStamp(hub.store, looking.now);
  const [library, rows, counted] = await Promise.all([
    libraryOf(hub),
    readRows(hub, filters, looking, place),
    readCounts(hub, { filters, stamp, looking }),
  ]);
  const last = rows[PAGE - 1];
  return {
    items: rows.slice(0, PAGE).map(({ row }) => listedFeedback(row, library)),
    next: rows.length > PAGE && last ? writeCursor({ ...last.row, among: last.among }) : null,
    ...counted,
    stamp,
  };
}

interface Listed {
  among: Place["among"];
  row: Row;
}

async function readRows(
  hub: Hub,
  filters: Omit<z.output<typeof InboxRequest>, "cursor">,
  looking: Looking,
  place: Place | undefined,
): Promise<Listed[]> {
  // What is closed owes nothing, and what is mine is owed.
  const hasOwed = filters.view !== "closed" && place?.among !== "rest";
  const owed = hasOwed ? await readPart(hub, "owed", PAGE + 1, filters, looking, place) : [];
  if (owed.length > PAGE || filters.view === "mine") return owed;
  const from = place?.among === "rest" ? place : undefined;
  return [...owed, ...(await readPart(hub, "rest", PAGE + 1 - owed.length, filters, looking, from))];
}

async function readPart(
  hub: Hub,
  among: Place["among"],
  most: number,
  filters: Omit<z.output<typeof InboxRequest>, "cursor">,
  looking: Looking,
  place: Place | undefined,
): Promise<Listed[]> {
  const { values, given } = parameters();
  const part = PARTS[among];
  const wanted = [matching(filters, given, looking)];
  if (filters.view !== "closed") wanted.push(part.condition);
  if (place !== undefined) wanted.push(afterPlace(part, place, given));
  const rows = await hub.store.query<Row>(
    `select ${LISTED_COLUMNS}, (extract(epoch from f.${part.micros}) * 1000000)::bigint as micros
     from (
       select f.* from feedback f where ${wanted.join(" and ")} order by ${part.order} limit ${most}
     ) f ${LISTED_JOINS}
     order by ${part.order}`,
    values,
  );
  return rows.map((row) => ({ among, row }));
}

function afterPlace(part: (typeof PARTS)[Place["among"]], { micros, id }: Place, given: Given): string {
  const at = `(timestamptz 'epoch' + ${given(micros)}::bigint * interval '1 microsecond')`;
  return part.after(at, `${given(id)}::uuid`);
}
