import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { describe, test } from "vitest";
import { openPglite } from "../../hub/store/pglite.ts";
import { openPostgres } from "../../hub/store/postgres.ts";
import { addSource } from "../support/call-hub.ts";
import { randomFrom } from "../support/fault-proxy.ts";
import { faultSeed } from "../support/fault-seed.ts";
import { createDatabase, startPostgres } from "../support/postgres.ts";
import { expectKeptOnce } from "../support/recount.ts";
import { type HubProcess, startHub } from "../support/start-hub.ts";
import { startSending } from "../support/steady-sender.ts";

/** A part of them in `npm test`; `npm run soak` does a hundred. */
const ROUNDS = Number(process.env.LEADSIDE_KILL_ROUNDS ?? 4);
const TIMEOUT_MS = 60_000 + ROUNDS * 15_000;

describe("killed in the middle of ingestion", () => {
  test(
    "a hub on PGlite loses nothing that it acknowledged, keeps nothing twice, and starts again by itself",
    async () => {
      const random = randomFrom(faultSeed(7));
      const hub = await startHub();
      try {
        const sender = startSending([() => hub.url], await addSource(hub, "Website"));
        for (let round = 0; round < ROUNDS; round++) {
          await sender.more(100);
          await wait(random() * 150);
          await hub.kill();
          await hub.start();
        }
        await sender.more(100);
        await sender.finish();
        await hub.stop();
        const store = await openPglite(join(hub.dataDir, "pglite"));
        await expectKeptOnce(store, sender.acknowledged);
        await store.close();
      } finally {
        await hub.remove();
      }
    },
    TIMEOUT_MS,
  );

  test(
    "two hubs fed the same stream, and their PostgreSQL stopped at once in between, store it once",
    async () => {
      const random = randomFrom(faultSeed(8));
      const server = await startPostgres({ durable: true });
      const databaseUrl = await createDatabase(server.url);
      const hubs = await Promise.all([0, 1].map(() => startHub({ databaseUrl })));
      try {
        const writeKey = await addSource(hubs[0] as HubProcess, "Website");
        const sender = startSending(
          hubs.map((hub) => () => hub.url),
          writeKey,
        );
        for (let round = 0; round < ROUNDS; round++) {
          await sender.more(100);
          await wait(random() * 150);
          // One hub, the database, both hubs, or a hub and the database: then the hub waits for it.
          const killed =
            [[round % 2], [], [0, 1], [round % 2]][round % 4]?.map((n) => hubs[n] as HubProcess) ?? [];
          const crashes = round % 2 === 1;
          await Promise.all([...killed.map((hub) => hub.kill()), crashes ? server.crash() : undefined]);
          const back = killed.map((hub) => hub.start());
          await wait(random() * 400);
          await Promise.all([...back, crashes ? server.restart() : undefined]);
        }
        await sender.more(100);
        await sender.finish();
        await Promise.all(hubs.map((hub) => hub.stop()));
        const store = await openPostgres(databaseUrl);
        await expectKeptOnce(store, sender.acknowledged);
        await store.close();
      } finally {
        await Promise.all(hubs.map((hub) => hub.remove()));
        await server.stop();
      }
    },
    TIMEOUT_MS,
  );
});
