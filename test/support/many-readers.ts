import { Agent, request as httpRequest } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { Store } from "../../hub/store/store.ts";
import { BROWSER } from "./link-scene.ts";

/** How many, and with which timings of their pages. */
export interface Readers {
  /** Where the hub is at the moment: `http://127.0.0.1:<port>`. */
  address: () => string;
  /** Of the link, below the links' host. */
  path: string;
  count: number;
  pages: number;
  /** They come one after the other within this. */
  arriveMs: number;
  /** Each tells so often, for so long. */
  everyMs: number;
  readMs: number;
  /** Who was not answered tries again so much later. */
  againMs: number;
  random: () => number;
}

/** What one reader's page told. */
export interface ReaderLog {
  view: string;
  /** By page: the most that was acknowledged, and the most that was told. */
  acknowledged: Map<number, number>;
  told: Map<number, number>;
}

const agent = new Agent({ keepAlive: true, maxSockets: 400 });
const GIVE_UP_MS = 60_000;

/** Asks under the links' name. */
function ask(address: string, path: string, body?: string): Promise<{ status: number; text: string }> {
  const { port } = new URL(address);
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      {
        host: "127.0.0.1",
        port,
        path,
        method: body === undefined ? "GET" : "POST",
        agent,
        headers: {
          ...BROWSER,
          host: `localhost:${port}`,
          ...(body === undefined
            ? {}
            : { "content-type": "text/plain", "content-length": Buffer.byteLength(body) }),
        },
        timeout: 20_000,
      },
      (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (chunk: string) => (text += chunk));
        response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
        response.on("error", reject);
      },
    );
    request.on("timeout", () => request.destroy(new Error("timeout")));
    request.on("error", reject);
    request.end(body);
  });
}

/** Asks again and again, as a reader who presses "Reload": the hub may be away for a moment. */
async function open({ address, path, againMs }: Readers): Promise<string> {
  for (const end = Date.now() + GIVE_UP_MS; Date.now() < end; await wait(againMs)) {
    const answer = await ask(address(), path).catch(() => undefined);
    const view = /"view":"([^"]+)"/.exec(answer?.text ?? "")?.[1];
    if (view !== undefined) return view;
  }
  throw new Error("A reader gave up opening the link.");
}

/** Opens the link as so many people, each of whom reads some pages and tells of it, until all have read. */
export async function readAtOnce(readers: Readers): Promise<ReaderLog[]> {
  const { path, count, arriveMs } = readers;
  const token = path.split("/")[2] ?? "";
  const one = async (n: number): Promise<ReaderLog> => {
    await wait((n / count) * arriveMs);
    const log: ReaderLog = { view: await open(readers), acknowledged: new Map(), told: new Map() };
    await readOn(readers, `/l/${token}/views`, log);
    return log;
  };
  return Promise.all(Array.from({ length: count }, (_, n) => one(n)));
}

async function readOn(
  { address, pages, everyMs, readMs, againMs, random }: Readers,
  path: string,
  log: ReaderLog,
) {
  const began = performance.now();
  let [page, last, scrolled] = [1, began, 0];
  const tell = async () => {
    const now = performance.now();
    log.told.set(page, (log.told.get(page) ?? 0) + Math.floor(now - last));
    last = now;
    const parts = [...log.told];
    const beacon = {
      view: log.view,
      parts,
      scrolled,
      pointer: 0,
      keys: 0,
      touches: 0,
      driven: false,
      downloaded: false,
    };
    const body = JSON.stringify({ ...beacon, visibleMs: Math.floor(now - began) });
    const answer = await ask(address(), path, body).catch(() => undefined);
    // What was not acknowledged is told with the next: they are totals.
    if (answer?.status !== 204) return false;
    for (const [part, ms] of parts) log.acknowledged.set(part, Math.max(log.acknowledged.get(part) ?? 0, ms));
    return true;
  };
  while (performance.now() - began < readMs) {
    await wait(everyMs * (0.5 + random()));
    await tell();
    scrolled += 1;
    if (random() < 0.6 && page < pages) page += 1;
  }
  for (const end = Date.now() + GIVE_UP_MS; !(await tell()); await wait(againMs))
    if (Date.now() > end) throw new Error("A reader's last word was not taken.");
}

/** The uuid that a signed id begins with. */
const viewIdOf = (view: string) =>
  Buffer.from(view, "base64url")
    .toString("hex", 0, 16)
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");

/**
 * Holds what readers were acknowledged against what is kept: nothing less, nothing that was not told, none twice,
 * and the share's line is what all of it comes to.
 * @returns what does not fit, as sentences
 */
export async function faultsOf(store: Store, logs: readonly ReaderLog[]): Promise<string[]> {
  const rows = await store.query<{ id: string; seconds: number; parts: Record<string, number> | null }>(
    `select v.id, v.seconds, (select json_object_agg(part, ms) from link_view_part where view_id = v.id) as parts
     from link_view v`,
  );
  const kept = new Map(rows.map((row) => [row.id, row]));
  const faults: string[] = [];
  if (rows.length !== logs.length) faults.push(`${rows.length} views are kept of ${logs.length} readers`);
  for (const { view, acknowledged, told } of logs) {
    const row = kept.get(viewIdOf(view));
    if (row === undefined) {
      faults.push("a reader's view is lost");
      continue;
    }
    for (const [page, ms] of acknowledged) {
      const has = row.parts?.[page] ?? 0;
      if (has < ms) faults.push(`page ${page}: ${has} ms are kept of ${ms} acknowledged`);
      if (has > (told.get(page) ?? 0)) faults.push(`page ${page}: ${has} ms are kept, more than were told`);
    }
    const sum = Object.values(row.parts ?? {}).reduce((all, ms) => all + ms, 0);
    if (Math.abs(row.seconds * 1000 - sum) > 1) faults.push("a view's seconds are not those of its pages");
  }
  const [share] = await store.query<{ ms: number; total: number }>(
    `select (reading ->> 'ms')::float8 as ms, (select coalesce(sum(p.ms), 0)::float8 from link_view v
       join link_view_part p on p.view_id = v.id where v.share_id = s.id and v.classification = 'person') as total
     from share s`,
  );
  if (share && Math.abs(share.ms - share.total) > rows.length) {
    faults.push(`the link's line counts ${share.ms} ms of ${share.total}`);
  }
  return faults;
}
