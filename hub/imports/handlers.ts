import type { z } from "zod";
import type { Import } from "../../lib/contract/import.ts";
import { ApiError } from "../http/api-error.ts";
import type { Handlers } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import { faultCursor, importCursor, readFaultCursor, readImportCursor } from "./cursors.ts";
import { previewReport } from "./preview-report.ts";
import { receiveImport } from "./receive-import.ts";
import { UploadedFile } from "./uploaded-file.ts";

const PAGE = 50;
const FAULTS = 200;

/** People from a CRM report. */
export function importHandlers(hub: Hub): Pick<Handlers, "importPeople" | "imports" | "import"> {
  const { store } = hub;
  return {
    async importPeople(request, call) {
      if (!request.preview) return receiveImport(hub, call, request);
      const file = new UploadedFile(call.upload ?? new Blob([]).stream());
      return { preview: await previewReport(file.bytes(), request.map) };
    },

    async imports({ cursor }) {
      const after = cursor === undefined ? undefined : readImportCursor(cursor);
      const rows = await store.query<Row>(
        `select ${COLUMNS} from import
         where $1::timestamptz is null or (created_at, id) < ($1, $2::uuid)
         order by created_at desc, id desc limit $3`,
        [after?.at ?? null, after?.id ?? null, PAGE + 1],
      );
      const [page, last] = [rows.slice(0, PAGE), rows[PAGE - 1]];
      const next = rows.length > PAGE && last ? importCursor({ at: last.created_at, id: last.id }) : null;
      return { items: page.map(item), next };
    },

    async import({ id, cursor }) {
      const [row] = await store.query<Row>(`select ${COLUMNS} from import where id = $1`, [id]);
      if (row === undefined) throw new ApiError("not_found", "There is no import of that id.");
      const faults = await store.query<{ line: number; field: string | null; reason: string }>(
        "select line, field, reason from import_fault where import_id = $1 and line > $2 order by line limit $3",
        [id, cursor === undefined ? 0 : readFaultCursor(cursor), FAULTS + 1],
      );
      const [items, last] = [faults.slice(0, FAULTS), faults[FAULTS - 1]];
      const next = faults.length > FAULTS && last ? faultCursor(last.line) : null;
      return { ...item(row), faults: { items, next } };
    },
  };
}

const COLUMNS = `id, state, org, columns, created_at, finished_at, lines, done, created, updated, unchanged, conflicts,
  suppressed, bad, error`;

type Shown = z.input<typeof Import>;
type Row = Omit<Shown, "createdAt" | "finishedAt"> & { created_at: Date; finished_at: Date | null };

function item({ created_at, finished_at, ...row }: Row): Shown {
  return { ...row, createdAt: created_at.toISOString(), finishedAt: finished_at?.toISOString() ?? null };
}
