/** The file cannot be had any more, however often one asks. */
export class FileGone extends Error {
  override readonly name = "FileGone";
  /** Another version took its place while it was read. */
  readonly replaced: boolean;
  constructor(replaced: boolean) {
    super(replaced ? "Another version is at this address now." : "The file is not at this address any more.");
    this.replaced = replaced;
  }
}

export interface RangeSource {
  /** Bytes from `begin` up to, and without, `end`. Waits as long as the network is away. @throws FileGone */
  read(begin: number, end: number): Promise<Uint8Array>;
  /** Tries at once what waits. */
  tryNow(): void;
  stop(): void;
}

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 15_000;

/**
 * Reads ranges of one file, all of the same version, and goes on after the network was away.
 * @param away is told when ranges wait for the network, and when none does any more
 */
export function rangeSource(address: string, away: (waiting: boolean) => void): RangeSource {
  const stopped = new AbortController();
  let version: string | null = null;
  let waiting = 0;
  let wake = new AbortController();

  async function once(begin: number, end: number): Promise<Uint8Array | undefined> {
    const headers: Record<string, string> = { Range: `bytes=${begin}-${end - 1}` };
    if (version) headers["If-Range"] = version;
    const answer = await fetch(address, { headers, signal: stopped.signal, credentials: "omit" });
    if (answer.status === 206) {
      const bytes = new Uint8Array(await answer.arrayBuffer());
      if (bytes.length !== end - begin) return undefined;
      version ??= answer.headers.get("etag");
      return bytes;
    }
    await answer.body?.cancel();
    if (answer.status === 429 || answer.status >= 500) return undefined;
    throw new FileGone(answer.status === 200 || answer.status === 416);
  }

  async function pause(milliseconds: number): Promise<void> {
    waiting += 1;
    if (waiting === 1) away(true);
    const { signal } = wake;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      for (const end of [signal, stopped.signal]) {
        end.addEventListener("abort", () => {
          clearTimeout(timer);
          resolve();
        });
      }
    });
    waiting -= 1;
  }

  return {
    async read(begin, end) {
      for (let wait = FIRST_WAIT_MS; ; wait = Math.min(LONGEST_WAIT_MS, wait * 2)) {
        const bytes = await once(begin, end).catch((error: unknown) => {
          if (error instanceof FileGone || stopped.signal.aborted) throw error;
          return undefined;
        });
        if (bytes) {
          if (waiting === 0) away(false);
          return bytes;
        }
        await pause(wait);
        if (stopped.signal.aborted) throw new Error("Not read any more.");
      }
    },
    tryNow() {
      wake.abort();
      wake = new AbortController();
    },
    stop: () => stopped.abort(),
  };
}
