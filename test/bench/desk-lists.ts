import { startPostgres } from "../support/postgres.ts";
import { fill } from "./context-data.ts";
import { type Beside, beside } from "./context-replay.ts";
import { type HubInProcess, startHubInProcess } from "./hub-in-process.ts";
import { fillLibrary } from "./library-data.ts";
import { number, percentile, type Row, shown, spread } from "./report.ts";

const SIZE = { assets: 5_000, shares: 100_000, readers: 5 };
const REQUESTS = 150;
const WARM_UP = 30;
/** Pages that are turned before the one that is measured. */
const DEEP = 20;

/** The desk's longest lists beside the same statements bare on the same driver. */
export async function deskLists(): Promise<Row[]> {
  const server = await startPostgres({ durable: true });
  const hub = await startHubInProcess(server);
  try {
    const { id: source } = await hub.addSource();
    await fill(hub, source, 10_000);
    const token = await hub.join("marketer");
    await fillLibrary(hub, SIZE);
    const [asset] = await hub.hub.store.query<{ id: string }>("select id from asset limit 1");
    const rows: Row[] = [];
    for (const [what, path] of [
      ["content, first page", "/api/assets"],
      ["content, two words", "/api/assets?query=migration%20guide"],
      ["content, page 21", await deep(hub, token, "/api/assets")],
      ["shares, first page", "/api/shares"],
      ["shares that a person read", "/api/shares?read=1"],
      ["shares of one asset", `/api/shares?assetId=${asset?.id}`],
      ["shares, page 21", await deep(hub, token, "/api/shares")],
    ] as const)
      rows.push(listRow(what, await measure(hub, token, path)));
    return rows;
  } finally {
    await hub.close();
    await server.stop();
  }
}

const ask = (hub: HubInProcess, token: string, path: string) =>
  hub.get(path, { authorization: `Bearer ${token}` });

async function measure(hub: HubInProcess, token: string, path: string): Promise<Beside[]> {
  const times: Beside[] = [];
  for (let n = -WARM_UP; n < REQUESTS; n += 1) {
    const time = await beside(hub, () => ask(hub, token, path));
    if (n >= 0) times.push(time);
  }
  return times;
}

/** The address of a page far down. */
async function deep(hub: HubInProcess, token: string, path: string): Promise<string> {
  let address = path;
  for (let page = 0; page < DEEP; page += 1) {
    const { next } = JSON.parse(Buffer.from(await ask(hub, token, address)).toString());
    if (!next) throw new Error(`${path} has only ${page + 1} pages`);
    address = `${path}?cursor=${encodeURIComponent(next)}`;
  }
  return address;
}

function listRow(what: string, times: readonly Beside[]): Row {
  const ours = times.map((time) => time.ours);
  const bare = times.map((time) => time.bare);
  const ratio = percentile(ours, 0.5) / percentile(bare, 0.5);
  const of = `${SIZE.assets.toLocaleString("en")} assets, ${SIZE.shares.toLocaleString("en")} shares`;
  return {
    what: `desk: ${what} (${of})`,
    ours: shown(spread(ours), "ms"),
    floor: shown(spread(bare), "ms"),
    result: `${number(ratio)} ×`,
    budget: "≤ 2 ×",
    within: ratio <= 2,
  };
}
