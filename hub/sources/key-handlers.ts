import type { Handlers } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import { noSource, rotateKeyHandler } from "./rotate-key.ts";

/** A source's keys, and whether it is taken from at all. */
export function keyHandlers(hub: Hub): Pick<Handlers, "rotateKey" | "deleteSource" | "restoreSource"> {
  return {
    rotateKey: rotateKeyHandler(hub),
    // Its keys stay, so that restoring it is all that a mistake takes.
    async deleteSource({ id }) {
      const [source] = await hub.store.query<{ deleted_at: Date }>(
        "update source set deleted_at = coalesce(deleted_at, $2) where id = $1 returning deleted_at",
        [id, hub.now()],
      );
      if (!source) throw noSource();
      return { deletedAt: source.deleted_at.toISOString() };
    },
    async restoreSource({ id }) {
      const restored = await hub.store.query(
        "update source set deleted_at = null where id = $1 returning id",
        [id],
      );
      if (restored.length === 0) throw noSource();
      return { restored: true };
    },
  };
}
