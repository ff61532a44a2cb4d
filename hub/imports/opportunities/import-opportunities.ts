import type { z } from "zod";
import type {
  ImportOpportunitiesReply,
  ImportOpportunitiesRequest,
} from "../../../lib/contract/opportunity.ts";
import { ApiError } from "../../http/api-error.ts";
import type { Call, Handlers } from "../../http/handler.ts";
import type { Hub } from "../../hub.ts";
import { countUnknown } from "../../opportunities/known-contacts.ts";
import { type NewOpportunity, type Origin, putOpportunities } from "../../opportunities/put-opportunities.ts";
import { writeOnce } from "../../write-once.ts";
import { readRows, UNCLOSED } from "../read-rows.ts";
import { UploadedFile } from "../uploaded-file.ts";
import { columnWords } from "./column-words.ts";
import { type Look, lookThrough } from "./look-through.ts";
import { opportunityNames as names } from "./names.ts";
import { readOpportunityLine } from "./read-line.ts";

const LARGEST = 20_000_000;
/** Opportunities a transaction: short enough to let others pass between two. */
const BATCH = 500;
/** More is not read through; the count says how many there are. */
const MOST_FAULTS = 100;

type Request = z.output<typeof ImportOpportunitiesRequest>;
type Reply = z.input<typeof ImportOpportunitiesReply>;

/** Opportunities from a CRM report. */
export function opportunityImportHandlers(hub: Hub): Pick<Handlers, "importOpportunities"> {
  return { importOpportunities: (request, call) => importOpportunities(hub, request, call) };
}

/**
 * Takes a report of opportunities: once through it to learn how its columns write numbers and dates and which contacts
 * each opportunity has, over all of its lines, then again to write them, some at a time. Broken off, the same file
 * goes on where it was: what is written already changes nothing.
 */
async function importOpportunities(hub: Hub, request: Request, call: Call): Promise<Reply> {
  const currency = request.currency === undefined ? undefined : readGivenCurrency(request.currency);
  const file = new UploadedFile(call.upload ?? new Blob([]).stream(), LARGEST);
  const pieces: Uint8Array[] = [];
  for await (const piece of file.bytes()) pieces.push(piece);
  const look = await lookThrough(again(pieces), currency, names);
  const digest = file.digest();
  if (!request.preview) {
    await hub.store.transaction((sql) =>
      writeOnce(sql, {
        kind: "importOpportunities",
        call,
        request: { ...request, file: digest },
        now: hub.now(),
      }),
    );
  }
  const origin = {
    namespace: names.namespace(request.org),
    saidBy: call.idempotencyKey,
    now: hub.now(),
  };
  const taken = await takeLines(hub, again(pieces), look, origin, request.preview === true);
  const contacts = [...look.contacts.values()].flatMap((own) => [...own.values()]);
  return {
    ...taken,
    unknownContacts: await countUnknown(hub.store, origin.namespace, contacts),
    columns: columnWords(look),
  };
}

async function* again(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* pieces;
}

function readGivenCurrency(text: string): string {
  if (/^[A-Za-z]{3}$/.test(text)) return text.toUpperCase();
  throw new ApiError("bad_request", "currency: A currency is three letters, such as EUR.");
}

async function takeLines(
  hub: Hub,
  bytes: AsyncIterable<Uint8Array>,
  { columns, forms, contacts, said }: Look,
  origin: Origin,
  isPreview: boolean,
): Promise<Pick<Reply, "lines" | "taken" | "changed" | "faults" | "bad">> {
  const counts = { lines: 0, taken: 0, changed: 0, faults: [] as Reply["faults"], bad: 0 };
  const seen = new Set<string>();
  let batch: NewOpportunity[] = [];
  const flush = async () => {
    counts.changed += await write(hub, origin, batch, isPreview);
    batch = [];
  };
  for await (const { line, cells } of (await readRows(bytes)).rows) {
    counts.lines += 1;
    const read = cells
      ? readOpportunityLine(cells, columns, forms, names)
      : { item: undefined, faults: [UNCLOSED] };
    for (const reason of read.faults)
      if (counts.faults.length < MOST_FAULTS) counts.faults.push({ line, reason });
    if (read.item === undefined) {
      counts.bad += 1;
      continue;
    }
    const { id } = read.item;
    // Of several lines about one, such as one for each of its contacts, the first is heard; contacts are of all, and
    // what is empty here and said in another of them is not emptied.
    if (seen.has(id)) continue;
    seen.add(id);
    const { amount, closeDate, ...item } = read.item;
    const own = contacts.get(id);
    batch.push({
      ...item,
      ...(amount === undefined || (amount === null && said.amount.has(id)) ? {} : { amount }),
      ...(closeDate === undefined || (closeDate === null && said.closeDate.has(id)) ? {} : { closeDate }),
      ...(own === undefined ? {} : { contacts: [...own.values()] }),
    });
    if (batch.length === BATCH) await flush();
  }
  await flush();
  return { ...counts, taken: seen.size };
}

/** What takes back what was written for a preview. */
class OnlyLooked extends Error {
  override readonly name = "OnlyLooked";
}

async function write(
  { store }: Hub,
  origin: Origin,
  items: readonly NewOpportunity[],
  isPreview: boolean,
): Promise<number> {
  if (items.length === 0) return 0;
  let changed = 0;
  try {
    await store.transaction(async (sql) => {
      changed = (await putOpportunities(sql, names, origin, items)).changed;
      if (isPreview) throw new OnlyLooked();
    });
  } catch (error) {
    if (!(error instanceof OnlyLooked)) throw error;
  }
  return changed;
}
