import { randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";
import { ADMIN_TOKEN, type TestHub } from "./hub.ts";

/** A connected tool of a test hub. */
export interface Sender {
  sourceId: string;
  writeKey: string;
  /** Posts a body as it is; answers with the response. */
  post(path: string, body: string | Uint8Array, headers?: Record<string, string>): Promise<Response>;
  /** Posts events as one batch, each with a messageId if it has none; throws unless it was taken. */
  send(...events: SentEvent[]): Promise<void>;
}

export type SentEvent = { type: string; messageId?: string } & Record<string, unknown>;

/** Connects a tool to a hub. */
export async function connect(hub: TestHub, options: { org?: string; name?: string } = {}): Promise<Sender> {
  const { id, writeKey = "" } = await hub.call(
    "addSource",
    { type: "segment", name: options.name ?? "Website", ...(options.org ? { org: options.org } : {}) },
    { token: ADMIN_TOKEN },
  );
  const authorization = `Basic ${Buffer.from(`${writeKey}:`).toString("base64")}`;
  const post: Sender["post"] = (path, body, headers = {}) =>
    hub.request(path, {
      method: "POST",
      headers: { "content-type": "application/json", authorization, ...headers },
      body: typeof body === "string" ? body : Buffer.from(body),
    });
  return {
    sourceId: id,
    writeKey,
    post,
    async send(...events) {
      const batch = events.map((event) => ({ messageId: randomUUID(), ...event }));
      const response = await post("/v1/batch", gzipSync(JSON.stringify({ batch })), {
        "content-encoding": "gzip",
      });
      if (response.status !== 200) throw new Error(`The batch was refused: ${await response.text()}`);
    },
  };
}
