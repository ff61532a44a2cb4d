import { setTimeout as wait } from "node:timers/promises";

/** Sends events in batches, several at a time, each until it was acknowledged by every hub: as a tool's library does. */
export interface SteadySender {
  /** Messages that were acknowledged, by each hub at least once. */
  readonly acknowledged: ReadonlySet<string>;
  /** Waits until so many more are acknowledged than there were. */
  more(count: number): Promise<void>;
  /** Sends no new batch, and waits until those under way are acknowledged. */
  finish(): Promise<void>;
}

const AT_ONCE = 4;
const PEOPLE = 40;
const KINDS = ["Page Viewed", "Content Downloaded", "Email Opened", "Webinar Attended"];
const GIVE_UP_MS = 60_000;

let streams = 0;

/** @param hubs where to send every batch, all of them at once: gives the address at that moment */
export function startSending(
  hubs: readonly (() => string)[],
  writeKey: string,
  batchSize = 20,
): SteadySender {
  const stream = streams++;
  const acknowledged = new Set<string>();
  let next = 0;
  let ended = false;

  const batch = () =>
    Array.from({ length: batchSize }, () => {
      const n = next++;
      const person = (n * 7 + Math.floor(n / PEOPLE) * 3) % PEOPLE;
      if (n % 10 === 9) {
        const traits = { email: `person-${person}@company-${person % 5}.example`, name: `Person ${person}` };
        return { type: "identify", messageId: `${stream}-${n}`, userId: `user-${person}`, traits };
      }
      const timestamp = new Date(Date.UTC(2026, 0, 1) + n * 600_000).toISOString();
      const who = n % 3 === 0 ? { anonymousId: `browser-${person}` } : { userId: `user-${person}` };
      return {
        type: "track",
        messageId: `${stream}-${n}`,
        ...who,
        event: KINDS[n % KINDS.length],
        timestamp,
      };
    });

  async function deliver(address: () => string, body: string): Promise<void> {
    const end = Date.now() + GIVE_UP_MS;
    while (Date.now() < end) {
      const answer = await fetch(`${address()}/v1/batch`, {
        method: "POST",
        headers: { authorization: `Basic ${Buffer.from(`${writeKey}:`).toString("base64")}` },
        body,
        signal: AbortSignal.timeout(20_000),
      }).then(
        async (response) => ({ status: response.status, said: await response.text() }),
        () => undefined,
      );
      if (answer?.status === 200 && answer.said.includes('"success":true')) return;
      // Whatever a hub says while it goes down or comes up, it must ask for another try.
      if (answer && answer.status !== 503)
        throw new Error(`A batch was answered ${answer.status}: ${answer.said}`);
      await wait(20);
    }
    throw new Error("A batch was not acknowledged within a minute.");
  }

  const loops = Array.from({ length: AT_ONCE }, async () => {
    while (!ended) {
      const events = batch();
      const body = JSON.stringify({ batch: events });
      await Promise.all(hubs.map((address) => deliver(address, body)));
      for (const { messageId } of events) acknowledged.add(messageId);
    }
  });
  const failure = Promise.all(loops).then(
    () => undefined,
    (error: unknown) => {
      ended = true;
      return error;
    },
  );

  return {
    acknowledged,
    async more(count) {
      const wanted = acknowledged.size + count;
      while (acknowledged.size < wanted) {
        if (ended) throw await failure;
        await wait(5);
      }
    },
    async finish() {
      ended = true;
      const error = await failure;
      if (error !== undefined) throw error;
    },
  };
}
