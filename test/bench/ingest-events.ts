import { randomUUID } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import type { HubInProcess } from "./hub-in-process.ts";

export const PEOPLE = 2_000;
export const BATCH = 100;
/** As many batches under way at once as a busy tool has. */
export const AT_ONCE = 4;

/** An event as a tool sends it. */
export interface Sent {
  messageId: string;
  timestamp: string;
  person: number;
  text: string;
}

/** The user id of a person of `makePeople`. */
export const userId = (person: number) => `user-${person}`;

/** Batches of a hundred events of the last year. One person in two thousand does a tenth of everything, as in life. */
export function makeBatches(count: number, userOf = userId): Sent[][] {
  return Array.from({ length: count }, () => Array.from({ length: BATCH }, () => makeEvent(userOf)));
}

function makeEvent(userOf: (person: number) => string): Sent {
  const person = Math.random() < 0.1 ? 0 : Math.floor(Math.random() * PEOPLE);
  const messageId = randomUUID();
  const timestamp = new Date(Date.now() - Math.random() * 400 * 86_400_000).toISOString();
  const text = JSON.stringify({
    type: "track",
    event: "Content Downloaded",
    messageId,
    userId: userOf(person),
    timestamp,
    properties: { title: "Migration guide", url: "https://www.acme.example/guides/migration" },
    context: { library: { name: "@segment/analytics-node", version: "3.1.0" }, campaign: { name: "autumn" } },
  });
  return { messageId, timestamp, person, text };
}

/** A batch as the network carries it. */
export const bodyOf = (batch: readonly Sent[]) =>
  Buffer.from(
    `{"batch":[${batch.map(({ text }) => text).join(",")}],"sentAt":"${new Date().toISOString()}"}`,
  );

/** As a request comes from the network: in a turn of the event loop of its own. */
export async function arriving<Value>(job: () => Promise<Value>): Promise<Value> {
  await setImmediate();
  return job();
}

/** Runs a job for each batch, some at once; events a second. */
export async function rate<Batch>(
  batches: readonly Batch[],
  job: (batch: Batch) => Promise<void>,
): Promise<number> {
  const queue = [...batches];
  const begin = performance.now();
  const work = async () => {
    for (let batch = queue.shift(); batch; batch = queue.shift()) await arriving(() => job(batch as Batch));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return (batches.length * BATCH * 1_000) / (performance.now() - begin);
}

/** Lets a source say who everybody is. */
export async function makePeople(hub: HubInProcess, writeKey: string): Promise<void> {
  for (let first = 0; first < PEOPLE; first += BATCH) {
    const batch = Array.from({ length: BATCH }, (_, n) => ({
      type: "identify",
      messageId: randomUUID(),
      userId: userId(first + n),
      traits: {
        email: `person-${first + n}@company-${(first + n) % 200}.example`,
        name: `Person ${first + n}`,
      },
    }));
    await hub.send(Buffer.from(JSON.stringify({ batch })), writeKey);
  }
}

/** Sends batches at a steady rate until it is stopped; gives the events a second that it came to. */
export function sendSteadily(perSecond: number, sendOne: () => Promise<void>): { stop(): Promise<number> } {
  const begin = performance.now();
  const underWay = new Set<Promise<void>>();
  let sent = 0;
  let stopped = false;
  const run = (async () => {
    while (!stopped) {
      const due = begin + (sent * BATCH * 1_000) / perSecond;
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
      if (underWay.size >= AT_ONCE) await Promise.race(underWay);
      sent += 1;
      const sending = sendOne().finally(() => underWay.delete(sending));
      underWay.add(sending);
    }
    await Promise.all(underWay);
  })();
  return {
    async stop() {
      stopped = true;
      await run;
      return (sent * BATCH * 1_000) / (performance.now() - begin);
    },
  };
}
