import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";

/** What may go wrong with one request, and how often: shares of 1, in this order; the rest passes. */
export interface Faults {
  /** The connection breaks before anything was forwarded. */
  drop: number;
  /** 500 is answered, and nothing was forwarded. */
  fail: number;
  /** It is forwarded and done, but the answer is lost: the connection breaks instead. */
  loseAnswer: number;
  /** It is forwarded and done, and 500 is answered all the same. */
  failAfter: number;
  /** It is forwarded late. */
  delay: number;
  /** Milliseconds at most. */
  longestDelay: number;
  /** After so many failures the network is well; without a number, never. */
  most?: number;
}

export interface FaultProxy {
  /** `http://127.0.0.1:<port>` */
  url: string;
  /** How often each thing was done so far. */
  done: Record<"passed" | Exclude<keyof Faults, "longestDelay" | "most">, number>;
  /** From now on everything passes. */
  heal(): void;
  close(): Promise<void>;
}

/**
 * A proxy before an HTTP server that fails the way networks do. The same seed gives the same sequence
 * of faults; which request meets which depends on their order.
 * @param target `http://host:port`; requests are forwarded under its name
 */
export async function startFaultProxy(target: string, seed: number, faults: Faults): Promise<FaultProxy> {
  const random = randomFrom(seed);
  const done: FaultProxy["done"] = { passed: 0, drop: 0, fail: 0, loseAnswer: 0, failAfter: 0, delay: 0 };
  let healthy = false;
  const draw = (): keyof typeof done => {
    const failures = done.drop + done.fail + done.loseAnswer + done.failAfter;
    if (healthy || failures >= (faults.most ?? Number.POSITIVE_INFINITY)) return "passed";
    let share = random();
    for (const fault of ["drop", "fail", "loseAnswer", "failAfter", "delay"] as const) {
      share -= faults[fault];
      if (share < 0) return fault;
    }
    return "passed";
  };

  const server = createServer((incoming, outgoing) => {
    // A preflight passes, or a browser gives the request up before it met anything.
    const fault = incoming.method === "OPTIONS" ? "passed" : draw();
    done[fault]++;
    const late = fault === "delay" ? random() * faults.longestDelay : 0;
    handle(incoming, outgoing, fault, late).catch(() => outgoing.destroy());
  });

  async function handle(
    incoming: IncomingMessage,
    outgoing: ServerResponse,
    fault: keyof typeof done,
    late: number,
  ): Promise<void> {
    if (fault === "drop") {
      incoming.socket.destroy();
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    if (fault === "fail") return answerFailure(outgoing);
    if (late > 0) await wait(late);
    const answer = await forward(target, incoming, Buffer.concat(chunks));
    if (fault === "loseAnswer") incoming.socket.destroy();
    else if (fault === "failAfter") answerFailure(outgoing);
    else outgoing.writeHead(answer.status, answer.headers).end(answer.body);
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    done,
    heal: () => {
      healthy = true;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Readable from any page, as the hub's own answers are: a browser must see it as a failure, not as forbidden. */
function answerFailure(outgoing: ServerResponse): void {
  outgoing.writeHead(500, { "content-type": "text/plain", "access-control-allow-origin": "*" }).end("fault");
}

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

function forward(target: string, incoming: IncomingMessage, body: Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { "transfer-encoding": _, connection: __, ...headers } = incoming.headers;
    const outward = request(
      new URL(incoming.url ?? "/", target),
      {
        method: incoming.method ?? "GET",
        headers: { ...headers, host: new URL(target).host, "content-length": body.length },
        agent: false,
      },
      async (response) => {
        try {
          const chunks: Buffer[] = [];
          for await (const chunk of response) chunks.push(chunk as Buffer);
          const { "transfer-encoding": ___, connection: ____, ...rest } = response.headers;
          resolve({ status: response.statusCode ?? 502, headers: rest, body: Buffer.concat(chunks) });
        } catch (error) {
          reject(error);
        }
      },
    );
    outward.on("error", reject);
    outward.end(body);
  });
}

/** Numbers from 0 to 1 that the seed decides (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
