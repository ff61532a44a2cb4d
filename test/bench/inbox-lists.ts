import { startPostgres } from "../support/postgres.ts";
import { fillPeople } from "./context-data.ts";
import { type Beside, beside } from "./context-replay.ts";
import { type HubInProcess, startHubInProcess } from "./hub-in-process.ts";
import { fillFeedback } from "./inbox-data.ts";
import { fillLibrary } from "./library-data.ts";
import { number, percentile, type Row, shown, spread } from "./report.ts";

const ITEMS = 100_000;
const REQUESTS = 40;
const WARM_UP = 5;
/** Pages that are turned before the one that is measured. */
const DEEP = 20;
const BUDGET = 3;

/** The inbox of a hundred thousand items beside the same statements bare on the same driver, nothing remembered. */
export async function inboxLists(): Promise<Row[]> {
  const server = await startPostgres({ durable: true });
  const hub = await startHubInProcess(server);
  try {
    await fillPeople(hub);
    const token = await hub.join("marketer");
    const [member] = await hub.hub.store.query<{ id: string }>(
      "select id from member where role = 'marketer'",
    );
    await fillLibrary(hub, { assets: 100, shares: 100, readers: 1 });
    await fillFeedback(hub, ITEMS, [member?.id ?? ""]);
    const [item] = await hub.hub.store.query<{ id: string }>(
      "select merged_into as id from feedback where merged_into is not null limit 1",
    );
    const rows: Row[] = [];
    for (const [what, path] of [
      ["first page", "/api/feedback"],
      ["page 21", await deep(hub, token, "/api/feedback")],
      ["closed, page 21", await deep(hub, token, "/api/feedback?view=closed")],
      ["mine", "/api/feedback?view=mine"],
      ["one type and stage", "/api/feedback?type=request&stage=Renewal"],
      ["a rare industry", "/api/feedback?industry=Shipping"],
      ["a rare industry, closed", "/api/feedback?view=closed&industry=Shipping"],
      ["a frequent word", "/api/feedback?query=price"],
      ["a rare word", "/api/feedback?query=kraken"],
      ["themes", "/api/feedback/themes"],
      ["themes of a stage", "/api/feedback/themes?stage=Renewal"],
      ["what can be filtered by", "/api/feedback/choices"],
      ["one item", `/api/feedback/items/${item?.id}`],
      ["how the promise was kept", "/api/feedback/times"],
    ] as const)
      rows.push(listRow(what, await measure(hub, () => ask(hub, token, path))));
    const watch = () =>
      hub.call("/api/feedback/watch", { at: item?.id ?? null, writing: false }, `Bearer ${token}`);
    rows.push(listRow("asked once a second", await measure(hub, watch)));
    return rows;
  } finally {
    await hub.close();
    await server.stop();
  }
}

const ask = (hub: HubInProcess, token: string, path: string) =>
  hub.get(path, { authorization: `Bearer ${token}` });

/** As if somebody had just changed something: what was counted before is not remembered. */
const change = (hub: HubInProcess) => hub.hub.store.query("update feedback_stamp set stamp = stamp + 1");

async function measure(hub: HubInProcess, request: () => Promise<ArrayBuffer>): Promise<Beside[]> {
  const times: Beside[] = [];
  for (let n = -WARM_UP; n < REQUESTS; n += 1) {
    await change(hub);
    const time = await beside(hub, request, () => change(hub));
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
    address = `${path}${path.includes("?") ? "&" : "?"}cursor=${encodeURIComponent(next)}`;
  }
  return address;
}

function listRow(what: string, times: readonly Beside[]): Row {
  const ours = times.map((time) => time.ours);
  const bare = times.map((time) => time.bare);
  const ratio = percentile(ours, 0.5) / percentile(bare, 0.5);
  return {
    what: `inbox: ${what} (${ITEMS.toLocaleString("en")} items)`,
    ours: shown(spread(ours), "ms"),
    floor: shown(spread(bare), "ms"),
    result: `${number(ratio)} ×`,
    budget: `≤ ${BUDGET} ×`,
    within: ratio <= BUDGET,
  };
}
