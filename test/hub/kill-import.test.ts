import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, inject, test } from "vitest";
import { openPglite } from "../../hub/store/pglite.ts";
import { openPostgres } from "../../hub/store/postgres.ts";
import { randomFrom } from "../support/fault-proxy.ts";
import { faultSeed } from "../support/fault-seed.ts";
import { createDatabase, dropDatabase } from "../support/postgres.ts";
import { type HubProcess, startHub } from "../support/start-hub.ts";
import { engines } from "../support/stores.ts";
import { waitForValue } from "../support/wait-for.ts";

/** A part of them in `npm test`; `npm run soak` does a hundred. */
const ROUNDS = Number(process.env.LEADSIDE_KILL_ROUNDS ?? 2);
const TIMEOUT_MS = 90_000 + ROUNDS * 20_000;
const LINES = 1_200;

/** A report of people that no other round has. */
function report(round: number): string {
  const lines = Array.from({ length: LINES }, (_, n) => {
    const id = `00Q${String(round).padStart(5, "0")}${String(n).padStart(7, "0")}`;
    return `${id},p${n}-r${round}@company-${n % 30}.example,Person ${n},Title ${n % 7},Company ${n % 30}`;
  });
  return ["Lead ID,Email,Name,Title,Company", ...lines].join("\n");
}

describe("killed with -9 in the middle of an import", () => {
  test.each(engines)(
    "a hub on %s goes on by itself: every line is in once",
    async (engine) => {
      const random = randomFrom(faultSeed(9));
      const server = inject("postgresUrl");
      const databaseUrl = engine === "postgres" ? await createDatabase(server) : undefined;
      const hub = await startHub(databaseUrl ? { databaseUrl } : {});
      try {
        let kills = 0;
        for (let round = 0; round < ROUNDS; round++) {
          const importing = importThrough(hub, report(round));
          // While it is received, and while it is worked on.
          await wait(30 + random() * 900);
          await hub.kill();
          kills++;
          await hub.start();
          const { lines, created, bad, conflicts } = await importing;
          // Taken over from a hub that was dead in the middle, or not: each line was new.
          expect({ lines, created, bad, conflicts }).toEqual({
            lines: LINES,
            created: LINES,
            bad: 0,
            conflicts: 0,
          });
        }
        expect(kills).toBe(ROUNDS);
        await hub.stop();
        const store = databaseUrl
          ? await openPostgres(databaseUrl)
          : await openPglite(join(hub.dataDir, "pglite"));
        const people = LINES * ROUNDS;
        const [counts] = await store.query(
          `select (select count(distinct person_id)::int from identity_link where ended_at is null) as people,
             (select count(*)::int from identity where kind = 'crm_record') as records,
             (select count(*)::int from identity where kind = 'email') as addresses,
             (select count(*)::int from fact where key = 'name') as names,
             (select count(*)::int from fact where key = 'title') as titles,
             (select count(*)::int from import_line) as left_over,
             (select count(*)::int from identity_conflict) as conflicts`,
        );
        expect(counts).toEqual({
          people,
          records: people,
          addresses: people,
          names: people,
          titles: people,
          left_over: 0,
          conflicts: 0,
        });
        await store.close();
      } finally {
        await hub.remove();
        if (databaseUrl) await dropDatabase(server, databaseUrl);
      }
    },
    TIMEOUT_MS,
  );
});

interface State {
  state: string;
  lines: number;
  created: number;
  bad: number;
  conflicts: number;
}

/** Sends a report, again under the same key where the answer was lost, and waits until it is done. */
async function importThrough(hub: HubProcess, body: string): Promise<State> {
  const key = randomUUID();
  const patiently = <Value>(what: string, ask: () => Promise<Value | undefined>) =>
    waitForValue(what, () => ask().catch(() => undefined), 60_000);
  const id = await patiently("the report to be taken", async () => {
    const answer = await fetch(`${hub.url}/api/people/import?org=acme`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${hub.adminToken}`,
        "content-type": "text/csv",
        "idempotency-key": key,
      },
      body,
    });
    return answer.ok ? ((await answer.json()) as { id: string }).id : undefined;
  });
  return patiently("the import to be done", async () => {
    const answer = await fetch(`${hub.url}/api/imports/${id}`, {
      headers: { authorization: `Bearer ${hub.adminToken}` },
    });
    const state = (await answer.json()) as State;
    return state.state === "done" || state.state === "failed" ? state : undefined;
  });
}
