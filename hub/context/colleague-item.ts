import type { z } from "zod";
import type { Colleague } from "../../lib/contract/context.ts";
import type { RecordRef } from "../../lib/contract/record.ts";
import { objectOfRecord } from "../people/crm-record.ts";
import type { ColleagueRow } from "../people/read-colleagues.ts";

/** A colleague as the contract wants it, with a record to open in the CRM that the rep is in. */
export function colleagueItem(row: ColleagueRow, { crm, org }: RecordRef): z.input<typeof Colleague> {
  const object = row.record_id === null ? undefined : objectOfRecord(crm, row.record_id);
  return {
    id: row.id,
    name: row.name,
    ...(row.title === null ? {} : { title: row.title }),
    ...(row.last_title === null || row.last_at === null
      ? {}
      : { last: { title: row.last_title, at: row.last_at.toISOString() } }),
    ...(row.record_id === null || object === undefined
      ? {}
      : { record: { crm, org, object, id: row.record_id } }),
  };
}
