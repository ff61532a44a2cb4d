import type { Call, Handlers } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import { beginErasure } from "./erase-person.ts";
import { exportPerson } from "./export-person.ts";
import { listErasures, readErasure } from "./list-erasures.ts";
import { listLookUps } from "./list-look-ups.ts";
import { previewErasure } from "./preview-erasure.ts";
import { previewRetention } from "./preview-retention.ts";
import { changeRetention, describeRetention } from "./retention.ts";
import { liftSuppression, listSuppressions } from "./suppressions.ts";

/** What protects people: erasing, handing out, forgetting in time, and who looked. */
export function privacyHandlers(
  hub: Hub,
): Pick<
  Handlers,
  | "erasePerson"
  | "previewErasure"
  | "erasures"
  | "erasure"
  | "exportPerson"
  | "suppressions"
  | "liftSuppression"
  | "lookUps"
  | "retention"
  | "changeRetention"
> {
  const { store } = hub;
  return {
    erasePerson: (request, call) => store.transaction((sql) => beginErasure(sql, request, call, hub.now())),
    previewErasure: ({ email }) => store.transaction((sql) => previewErasure(sql, email)),
    erasures: ({ cursor }) => listErasures(store, cursor),
    erasure: ({ id }) => readErasure(store, id),
    exportPerson: (request) => exportPerson(hub, request),
    suppressions: (request) => listSuppressions(store, request),
    liftSuppression: (request, call) =>
      store.transaction((sql) =>
        liftSuppression(sql, request, { memberId: memberIdOf(call), now: hub.now() }),
      ),
    lookUps: (request) => listLookUps(store, request),
    retention: () => describeRetention(store),
    changeRetention: async (request, call) => {
      if (request.preview) return previewRetention(hub, request);
      await store.transaction((sql) =>
        changeRetention(sql, request, { memberId: memberIdOf(call), now: hub.now() }),
      );
      return describeRetention(store);
    },
  };
}

/** Null for an admin token. */
function memberIdOf({ caller }: Call): string | null {
  return caller.kind === "member" ? caller.member.id : null;
}
