import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** One call that passed through. */
export interface Passed {
  method: string;
  path: string;
  body: string;
  at: number;
}

/** What happens to a call. Nothing given: it passes. */
export interface Treatment {
  /** Milliseconds before the answer goes back. */
  delay?: number;
  /** The connection is cut: before the hub heard of it, or after it acted. */
  cut?: "before" | "after";
  /** Answered by the proxy, the hub never hears of it. */
  status?: number;
  /** Changes a JSON answer on its way back. */
  rewrite?: (answer: Record<string, unknown>) => Record<string, unknown>;
}

/** Stands between the extension and the hub, and does to each call what a test says. */
export interface SteerableProxy {
  readonly url: string;
  /** Calls in the order of their arrival, preflights left out. */
  readonly passed: Passed[];
  aim(hubUrl: string): void;
  steer(treat: (call: Passed) => Treatment): void;
  close(): Promise<void>;
}

export async function startSteerableProxy(): Promise<SteerableProxy> {
  let hub: string | undefined;
  let treat: (call: Passed) => Treatment = () => ({});
  const passed: Passed[] = [];

  const server = createServer(async (incoming, outgoing) => {
    const body = await bodyOf(incoming);
    const call = {
      method: incoming.method ?? "GET",
      path: incoming.url ?? "/",
      body: body.toString(),
      at: Date.now(),
    };
    const preflight = call.method === "OPTIONS";
    if (!preflight) passed.push(call);
    const treatment = preflight ? {} : treat(call);
    if (treatment.cut === "before" || hub === undefined) return void incoming.socket.destroy();
    if (treatment.status !== undefined) {
      await wait(treatment.delay);
      outgoing.writeHead(treatment.status, {
        "content-type": "text/plain",
        "access-control-allow-origin": "*",
      });
      return void outgoing.end("Answered by the proxy.");
    }
    forward(
      hub,
      incoming,
      body,
      async (answer, bytes) => {
        await wait(treatment.delay);
        if (treatment.cut === "after") return void incoming.socket.destroy();
        pass(outgoing, answer, treatment.rewrite ? rewritten(bytes, treatment.rewrite) : bytes);
      },
      () => incoming.socket.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    passed,
    aim(hubUrl) {
      hub = hubUrl;
    },
    steer(next) {
      treat = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function forward(
  hub: string,
  incoming: IncomingMessage,
  body: Buffer,
  answered: (answer: IncomingMessage, bytes: Buffer) => void,
  failed: () => void,
): void {
  const onward = request(
    new URL(incoming.url ?? "/", hub),
    { method: incoming.method, headers: { ...incoming.headers, connection: "close" } },
    async (answer) => answered(answer, await bodyOf(answer)),
  );
  onward.on("error", failed);
  onward.end(body);
}

function pass(outgoing: ServerResponse, answer: IncomingMessage, bytes: Buffer): void {
  const { "transfer-encoding": _, connection: __, ...headers } = answer.headers;
  outgoing.writeHead(answer.statusCode ?? 502, { ...headers, "content-length": bytes.length });
  outgoing.end(bytes);
}

function rewritten(bytes: Buffer, rewrite: NonNullable<Treatment["rewrite"]>): Buffer {
  return Buffer.from(JSON.stringify(rewrite(JSON.parse(bytes.toString()) as Record<string, unknown>)));
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const wait = (milliseconds = 0) => new Promise((resolve) => setTimeout(resolve, milliseconds));
