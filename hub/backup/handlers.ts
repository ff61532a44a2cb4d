import { mkdir } from "node:fs/promises";
import { ApiError } from "../http/api-error.ts";
import type { Handlers } from "../http/handler.ts";
import { LAST_EXPORT } from "../http/status.ts";
import type { Hub } from "../hub.ts";
import { errorCode } from "../store/errors.ts";
import { compressed, NobodyReads, type Take } from "./compressed.ts";
import { spool } from "./spool.ts";
import { writeExport } from "./write-export.ts";

/** The whole hub as one file. */
export function backupHandlers(hub: Hub): Pick<Handlers, "export"> {
  let running = false;
  return {
    async export() {
      if (running) throw new ApiError("conflict", "An export is being made. Wait until it is done.");
      running = true;
      try {
        await mkdir(hub.settings.dataDir, { recursive: true, mode: 0o700 });
        const written = compressed((take) =>
          exportAll(hub, take).finally(() => {
            running = false;
          }),
        );
        const file = await spool(hub.settings.dataDir, written);
        return file.pipeThrough(new TransformStream({ flush: () => noteExport(hub) }));
      } catch (error) {
        running = false;
        if (errorCode(error) !== "ENOSPC") throw error;
        throw new ApiError(
          "unavailable",
          "The disk of the hub's data folder is full: it needs room for the export.",
        );
      }
    },
  };
}

async function exportAll(hub: Hub, take: Take): Promise<void> {
  const began = performance.now();
  try {
    const { rows } = await writeExport(hub.store, take);
    const total = Object.values(rows).reduce((sum, count) => sum + count, 0);
    hub.log.info({ rows: total, ms: Math.round(performance.now() - began) }, "exported");
  } catch (error) {
    if (error instanceof NobodyReads) hub.log.info("an export is not read any more, and given up");
    else hub.log.error({ reason: reasonIn(error) }, "an export broke off");
    throw error;
  }
}

/** Once the last of it was handed over. A database whose disk is full can be read, and needs its backup most. */
async function noteExport(hub: Hub): Promise<void> {
  try {
    await hub.store.query(
      `insert into setting (key, value) values ($1, $2::jsonb)
       on conflict (key) do update set value = excluded.value, changed_at = now(), changed_by = null`,
      [LAST_EXPORT, JSON.stringify({ at: hub.now().toISOString() })],
    );
  } catch (error) {
    hub.log.warn({ reason: reasonIn(error) }, "an export is whole, but when it was made is not noted");
  }
}

const reasonIn = (error: unknown) =>
  errorCode(error) ?? errorCode((error as Error).cause) ?? (error as Error).name;
