import { readColleagues } from "../../hub/people/read-colleagues.ts";
import { addLargeCompany, askFor, LARGE } from "./context-data.ts";
import { beside, timed } from "./context-replay.ts";
import type { HubInProcess } from "./hub-in-process.ts";
import { number, type Row, shown, spread } from "./report.ts";

const REQUESTS = 60;

/** The least that any reader of colleagues must do: the newest touchpoint of each, and the fifty newest of those. */
const NEWEST_OF_EACH = `
  select m.identity_id, newest.at from company_member m
  left join lateral (
    select at from touchpoint where identity_id = m.identity_id and not passive order by at desc, id desc limit 1
  ) newest on true
  where m.company_id = $1 order by newest.at desc nulls last limit 50`;

/** Somebody at a company of 5,000: the colleagues alone, and the whole answer. */
export async function colleaguesOfLarge(hub: HubInProcess, token: string, source: string): Promise<Row[]> {
  const { person, address } = await addLargeCompany(hub, source);
  const { store } = hub.hub;
  const [one] = await store.query<{ company: string; person: string }>(
    `select m.company_id as company, l.person_id as person
     from identity i join identity_link l on l.identity_id = i.id join company_member m on m.identity_id = i.id
     where i.kind = 'email' and i.value = $1`,
    [address],
  );
  const colleagues = () =>
    readColleagues(store, {
      companyId: one?.company ?? "",
      personId: one?.person ?? "",
      namespaces: ["salesforce:acme", "salesforce:*"],
      limit: 50,
    });
  const ours: number[] = [];
  const bare: number[] = [];
  const whole: number[] = [];
  for (let n = -10; n < REQUESTS; n += 1) {
    const a = await timed(colleagues);
    const b = await timed(() => store.query(NEWEST_OF_EACH, [one?.company]));
    const c = await beside(hub, () => askFor(hub, token, person));
    if (n < 0) continue;
    ours.push(a);
    bare.push(b);
    whole.push(c.ours);
  }
  const times = spread(ours).median / spread(bare).median;
  return [
    {
      what: `colleagues at a company of ${LARGE.toLocaleString("en")}, p50`,
      ours: shown(spread(ours), "ms"),
      floor: `the newest of each: ${shown(spread(bare), "ms")}`,
      result: `${number(times)} ×; the whole answer ${shown(spread(whole), "ms")}`,
      budget: "shown",
    },
  ];
}
