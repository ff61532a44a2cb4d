import type { Call, Handlers } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import { writeOnce } from "../write-once.ts";
import { findPeople } from "./find-people.ts";
import { keepApart } from "./kept-apart.ts";
import { listConflicts } from "./list-conflicts.ts";
import { listMerges } from "./list-merges.ts";
import { type KeepsOut, mergePeople } from "./merge-people.ts";
import { undoMerge } from "./undo-merge.ts";

/** Who is who, for who mends it. */
export function peopleHandlers(
  hub: Hub,
  keepsOut: KeepsOut,
): Pick<Handlers, "findPeople" | "mergePeople" | "merges" | "undoMerge" | "conflicts" | "keepApart"> {
  const { store } = hub;
  return {
    findPeople: (request, call) =>
      store.transaction((sql) => findPeople(sql, request, { memberId: memberIdOf(call), now: hub.now() })),

    mergePeople: (request, call) =>
      store.transaction(async (sql) => {
        const said = { ...request, from: request.from.toLowerCase(), into: request.into.toLowerCase() };
        const turn = await writeOnce(sql, { kind: "mergePeople", call, request: said, now: hub.now() });
        const id = call.idempotencyKey;
        // Said again, it must not merge anew what was undone in the meantime.
        if (turn.first) await mergePeople(sql, { id, ...said, memberId: memberIdOf(call) }, keepsOut);
        return { id, into: said.into };
      }),

    merges: (request) => listMerges(store, request),

    undoMerge: ({ id }, call) =>
      store.transaction(async (sql) => {
        const personId = await undoMerge(sql, id.toLowerCase(), memberIdOf(call));
        return { undone: true as const, personId };
      }),

    conflicts: (request) => listConflicts(store, request),

    keepApart: ({ id }) =>
      store.transaction(async (sql) => {
        await keepApart(sql, Number(id));
        return { resolved: true as const };
      }),
  };
}

/** Null: by an admin token, which is nobody's. */
const memberIdOf = ({ caller }: Call) => (caller.kind === "member" ? caller.member.id : null);
