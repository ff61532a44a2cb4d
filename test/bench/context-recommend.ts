import { besideRow } from "./context.ts";
import { askFor, personOf } from "./context-data.ts";
import { type Beside, beside } from "./context-replay.ts";
import type { HubInProcess } from "./hub-in-process.ts";
import { fillLibrary } from "./library-data.ts";
import { percentile, type Row } from "./report.ts";

const REQUESTS = 400;
const WARM_UP = 60;
/** As large as a team of marketers keeps in order. */
const LIBRARY = { assets: 200, shares: 20_000, readers: 60 };

/** `/api/context` once there is a library to recommend from, on a hub that has the people. */
export async function withRecommendations(hub: HubInProcess, token: string): Promise<Row[]> {
  await fillLibrary(hub, LIBRARY);
  const times: Beside[] = [];
  let recommended = 0;
  for (let n = -WARM_UP; n < REQUESTS; n += 1) {
    const time = await beside(hub, () => askFor(hub, token, personOf(n)));
    if (n >= 0) times.push(time);
    if (n < 0) recommended += await countRecommended(hub, token, personOf(n));
  }
  const mean = (recommended / WARM_UP).toFixed(1);
  const what = `/api/context with ${LIBRARY.assets} assets to recommend from (${mean} recommended)`;
  const row = besideRow(what, times);
  const p99 = percentile(
    times.map(({ ours }) => ours),
    0.99,
  );
  return [{ ...row, within: row.within === true && p99 <= 50 }];
}

async function countRecommended(hub: HubInProcess, token: string, person: number): Promise<number> {
  const reply = JSON.parse(Buffer.from(await askFor(hub, token, person)).toString());
  return (reply.recommended ?? []).length;
}
