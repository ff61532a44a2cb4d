import { errorCode } from "../store/errors.ts";
import type { Store } from "../store/store.ts";
import type { Checked } from "./event-check.ts";
import { type Batch, type Counts, type EventMeaning, writeBatch } from "./write-batch.ts";

const REFUSED_VALUE = /^(22|23|54)/;

/** Whether the database refused something for what a value is: bad data, broken constraints, limits of its own. */
export const isRefusedValue = (error: unknown): boolean => REFUSED_VALUE.test(errorCode(error) ?? "");

/**
 * Keeps a batch in one transaction. If the database refuses a value that every check let pass, the
 * batch is divided until the one event that holds it stands aside as rejected: the sender would
 * otherwise repeat it for ever, and the others with it.
 */
export async function ingest(store: Store, batch: Batch, meaning: EventMeaning): Promise<Counts> {
  try {
    return await store.transaction((sql) => writeBatch(sql, batch, meaning));
  } catch (error) {
    const [only, ...others] = batch.events;
    if (!isRefusedValue(error) || only === undefined) throw error;
    if (others.length === 0) {
      if (!only.ok) throw error;
      const { messageId, body } = only.event;
      const aside: Checked = {
        ok: false,
        reason: "The database refused one of its values.",
        messageId,
        body,
      };
      return ingest(store, { ...batch, events: [aside] }, meaning);
    }
    const middle = Math.ceil(batch.events.length / 2);
    const first = await ingest(store, { ...batch, events: batch.events.slice(0, middle) }, meaning);
    const second = await ingest(store, { ...batch, events: batch.events.slice(middle) }, meaning);
    return {
      accepted: first.accepted + second.accepted,
      duplicates: first.duplicates + second.duplicates,
      rejected: first.rejected + second.rejected,
      conflicts: first.conflicts + second.conflicts,
      suppressed: first.suppressed + second.suppressed,
    };
  }
}
