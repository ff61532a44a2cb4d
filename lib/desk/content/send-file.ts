import { MOST_PIECE_BYTES } from "../../contract/asset.ts";
import type { ReplyOf } from "../../contract/endpoints.ts";
import { HubError } from "../call-hub.ts";

/** What the hub does with a file; made of `callHub`, or of a stand-in that breaks off. */
export interface FileHub {
  begin(file: { name: string; bytes: number }, key: string): Promise<ReplyOf<"beginUpload">>;
  state(id: string): Promise<ReplyOf<"uploadState">>;
  bytes(id: string, offset: number, piece: Blob, signal: AbortSignal): Promise<ReplyOf<"uploadBytes">>;
  finish(id: string): Promise<ReplyOf<"finishUpload">>;
}

export interface Sending {
  /** Pauses: rejects with the signal's reason, and the same call again goes on. */
  signal: AbortSignal;
  /** Names the write, the same for each attempt with this file. */
  key: string;
  onProgress: (sent: number) => void;
  /** The connection is gone or back. */
  onConnection: (there: boolean) => void;
  /** Until the next attempt, in milliseconds. Ends early when the signal does. */
  wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Small at first, so that a slow line shows progress too. */
const FIRST_PIECE = 256 * 1024;
const LONGEST_WAIT_MS = 30_000;
/** What passes by itself. Everything else is the hub's decision. */
const PASSING = new Set<HubError["code"]>(["out_of_reach", "unavailable", "internal", "rate_limited"]);

/**
 * Sends a file in pieces and goes on by itself where it was, however often the connection breaks.
 * @throws HubError when the hub refuses it; the signal's reason when it was paused
 */
export async function sendFile(
  file: File,
  hub: FileHub,
  { signal, key, onProgress, onConnection, wait }: Sending,
): Promise<ReplyOf<"finishUpload">> {
  let failures = 0;
  const lasting = async <Value>(ask: () => Promise<Value>): Promise<Value> => {
    for (;;) {
      signal.throwIfAborted();
      try {
        const value = await ask();
        if (failures > 0) onConnection(true);
        failures = 0;
        return value;
      } catch (error) {
        if (signal.aborted || !(error instanceof HubError) || !PASSING.has(error.code)) throw error;
        failures += 1;
        onConnection(false);
        await wait(Math.min(LONGEST_WAIT_MS, 500 * 2 ** failures), signal);
      }
    }
  };

  // The same key leads to the same upload, with all that came before.
  const { id } = await lasting(() => hub.begin({ name: file.name, bytes: file.size }, key));
  const received = async () => (await lasting(() => hub.state(id))).received;
  let offset = await received();
  let size = FIRST_PIECE;
  onProgress(offset);
  while (offset < file.size) {
    signal.throwIfAborted();
    try {
      const started = performance.now();
      const reply = await hub.bytes(id, offset, file.slice(offset, offset + size), signal);
      if (failures > 0) onConnection(true);
      failures = 0;
      offset = reply.received;
      size = nextSize(size, performance.now() - started);
    } catch (error) {
      if (signal.aborted || !(error instanceof HubError)) throw error;
      // Another tab, or a piece that came though its answer did not: the hub knows where to go on.
      if (!PASSING.has(error.code) && error.code !== "conflict") throw error;
      failures += 1;
      if (failures > 1 || error.code !== "conflict") {
        onConnection(false);
        await wait(Math.min(LONGEST_WAIT_MS, 500 * 2 ** failures), signal);
      }
      offset = await received();
      size = FIRST_PIECE;
    }
    onProgress(offset);
  }
  return lasting(() => hub.finish(id));
}

/** So many bytes that a piece takes about a second. */
function nextSize(size: number, ms: number): number {
  if (ms < 700) return Math.min(size * 2, MOST_PIECE_BYTES);
  return ms > 2_000 ? Math.max(FIRST_PIECE / 4, size / 2) : size;
}
