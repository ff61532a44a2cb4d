import { recordKey } from "../../lib/contract/record-key.ts";
import { ApiError } from "../http/api-error.ts";
import type { Call, Handlers } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import { findPerson } from "../people/find-person.ts";
import { readBearers } from "../people/read-person.ts";
import { readCursor } from "../touchpoints/cursor.ts";
import { readPage } from "../touchpoints/read-page.ts";
import { writeOnce } from "../write-once.ts";
import { confirm, confirmedBefore, undoConfirmation } from "./confirmations.ts";
import { connectedSources } from "./connected-sources.ts";
import { hasLookedUp } from "./look-up.ts";
import { readContext } from "./read-context.ts";
import { countActive, markSeen, readUnseen } from "./seen.ts";
import { touchpointPage } from "./touchpoint-items.ts";

const PAGE = 50;

type ContextHandlers = Pick<
  Handlers,
  "context" | "touchpoints" | "seen" | "brief" | "confirm" | "undoConfirm"
>;

/** What members ask about the person of a record. */
export function contextHandlers(hub: Hub): ContextHandlers {
  const { store } = hub;
  return {
    context: (request, call) => readContext(hub, memberOf(call), request),

    async touchpoints({ personId, record, cursor, kinds, passive, limit }, call) {
      const after = cursor === undefined ? undefined : readCursor(cursor);
      const { id: memberId } = memberOf(call);
      if (!(await hasLookedUp(store, { memberId, personId, record, now: hub.now() }))) {
        throw new ApiError("forbidden", "Open this person's record first: who reads a history looks it up.");
      }
      const bearers = await readBearers(store, personId);
      if (bearers.length === 0) throw new ApiError("not_found", "This person is not known (any more).");
      const [page, sources] = await Promise.all([
        readPage(store, { bearers, after, kinds, passive, limit: limit ?? PAGE }),
        connectedSources(store),
      ]);
      return touchpointPage(page, sources.names);
    },

    async seen({ record, newest }, call) {
      const shown = newest === null ? null : touchpointNumber(newest);
      const since = await markSeen(store, memberOf(call).id, recordKey(record), shown);
      return { since: since.toISOString() };
    },

    async brief({ record }, call) {
      const found = await findPerson(store, record);
      const bearers = found ? await readBearers(store, found.personId) : [];
      const identities = bearers.map(({ id }) => id);
      const unseen = await readUnseen(store, memberOf(call).id, recordKey(record), identities);
      return {
        unseen: unseen
          ? { since: unseen.since.toISOString(), count: unseen.count }
          : { since: null, count: await countActive(store, identities) },
      };
    },

    confirm: (request, call) =>
      store.transaction(async (sql) => {
        const { id: memberId } = memberOf(call);
        const turn = await writeOnce(sql, { kind: "confirm", call, request, now: hub.now() });
        const confirmation = { id: call.idempotencyKey, memberId, ...request };
        // Said again, it must not bind anew what was taken back in the meantime.
        return { id: await (turn.first ? confirm : confirmedBefore)(sql, confirmation) };
      }),

    undoConfirm: ({ id }, call) =>
      store.transaction(async (sql) => {
        const member = memberOf(call);
        await undoConfirmation(sql, id, { memberId: member.id, isAdmin: member.role === "admin" });
        return { undone: true as const };
      }),
  };
}

function memberOf({ caller }: Call) {
  if (caller.kind === "member") return caller.member;
  throw new ApiError("forbidden", "This needs a member's own access.");
}

function touchpointNumber(id: string): number {
  if (/^\d{1,15}$/.test(id)) return Number(id);
  throw new ApiError("bad_request", "This is not the id of a touchpoint.");
}
