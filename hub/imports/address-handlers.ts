import { createHash } from "node:crypto";
import { addAddresses, addressId, knownAddresses } from "../content/add-addresses.ts";
import { ApiError } from "../http/api-error.ts";
import type { Call, Handlers } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import { writeOnce } from "../write-once.ts";
import { type ReadAddresses, readAddresses, sameAddress } from "./read-addresses.ts";

const MOST_FAULTS = 100;

/** Web pages from a CSV of addresses and titles. */
export function addressHandlers(hub: Hub): Pick<Handlers, "importAddresses"> {
  return {
    async importAddresses({ preview }, call) {
      const read = await readAddresses(call.upload ?? new Blob([]).stream());
      const taken = preview ? await countNew(hub, read) : await importThem(hub, call, read);
      return {
        lines: read.count,
        taken,
        known: read.lines.length - taken,
        faults: read.faults.slice(0, MOST_FAULTS),
        bad: read.faults.length,
      };
    },
  };
}

async function countNew(hub: Hub, { lines }: ReadAddresses): Promise<number> {
  const known = new Set((await knownAddresses(hub.store)).map(({ url }) => sameAddress(url)));
  return lines.filter(({ url }) => !known.has(sameAddress(url))).length;
}

/** @returns how many this write took, also when it is repeated */
async function importThem(hub: Hub, call: Call, { lines }: ReadAddresses): Promise<number> {
  if (call.caller.kind !== "member") throw new ApiError("forbidden", "This needs a member's own access.");
  const by = call.caller.member.id;
  const request = { digest: createHash("sha256").update(JSON.stringify(lines)).digest("hex") };
  return hub.store.transaction(async (sql) => {
    const turn = await writeOnce(sql, { kind: "importAddresses", call, request, now: hub.now() });
    const known = new Map((await knownAddresses(sql)).map(({ id, url }) => [sameAddress(url), id]));
    const rows = lines.map(({ url, title }) => ({ id: addressId(call.idempotencyKey, url), url, title }));
    if (!turn.first) return rows.filter(({ id, url }) => known.get(sameAddress(url)) === id).length;
    const fresh = rows.filter(({ url }) => !known.has(sameAddress(url)));
    await addAddresses(sql, fresh, by, hub.now());
    return fresh.length;
  });
}
