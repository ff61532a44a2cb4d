import { z } from "zod";
import type { ContextReply } from "../contract/context.ts";
import { PutAwayRequest, UndoPutAwayRequest } from "../contract/recommendation.ts";
import type { RecordRef } from "../contract/record.ts";
import { recordKey } from "../contract/record-key.ts";
import type { OutboxEntry } from "./vault.ts";

const PutAway = z.object({ kind: z.literal("put_away"), id: z.string(), request: PutAwayRequest });
const Undo = z.object({ kind: z.literal("undo_put_away"), request: UndoPutAwayRequest });

/** The assets that the rep put away at a record and did not take back, as far as that still waits to be sent. Pure. */
export function waitingPutAway(entries: readonly OutboxEntry[], record: RecordRef): string[] {
  const undone = new Set(
    entries.flatMap((entry) => {
      const undo = Undo.safeParse(entry);
      return undo.success ? [undo.data.request.id] : [];
    }),
  );
  return entries.flatMap((entry) => {
    const put = PutAway.safeParse(entry);
    if (!put.success || undone.has(put.data.id)) return [];
    const { request } = put.data;
    return recordKey(request.record) === recordKey(record) ? [request.assetId] : [];
  });
}

/** A context that does not recommend these assets. Pure. */
export function withoutRecommended(context: ContextReply, assetIds: readonly string[]): ContextReply {
  if (!context.recommended || assetIds.length === 0) return context;
  return {
    ...context,
    recommended: context.recommended.filter(({ assetId }) => !assetIds.includes(assetId)),
  };
}
