import type { Hub } from "../hub.ts";
import type { Work } from "../jobs/work.ts";
import { identifierKey } from "../people/identifiers.ts";
import { suppress } from "../people/suppression.ts";
import type { Sql } from "../store/store.ts";
import { eraseHistory, eraseRows } from "./erase-rows.ts";
import { type ErasureState, openState, saveState } from "./erasure-state.ts";
import { findSubject, type Subject } from "./find-subject.ts";
import { writeReceipt } from "./receipt.ts";
import { scanTables } from "./scan-tables.ts";
import { transactionsBefore } from "./transactions-before.ts";

const AGAIN_MS = 250;

type Outcome = Awaited<ReturnType<Work>>;

/**
 * Erases a person, step by step, each in a transaction that also keeps how far it is: killed anywhere, it goes on
 * there. First it waits for who was under way before the person was held off, then takes what is theirs, then looks
 * through every table for what names them, until nothing does; and lets the planner forget them too.
 */
export const erase: Work = async (hub, job) => {
  const outcome = await hub.store.transaction(async (sql): Promise<Outcome> => {
    const state = await openState(sql, job.id);
    if (state === undefined) return "done";
    const outcome = await step(hub, sql, state);
    if (outcome !== "done") await saveState(sql, job.id, state);
    else await sql.query("update job set payload = '{}' where id = $1", [job.id]);
    return outcome;
  });
  return outcome;
};

async function step(hub: Hub, sql: Sql, state: ErasureState): Promise<Outcome> {
  const { progress, sealed } = state;
  switch (progress.phase) {
    case "wait": {
      if (await isAnyUnderWay(hub, sql, state)) return { after: new Date(Date.now() + AGAIN_MS) };
      await sql.query("update erasure set state = 'running' where id = $1", [progress.erasureId]);
      progress.phase = (await hasGrown(sql, state)) ? "wait" : "history";
      progress.since = null;
      return "more";
    }
    case "history":
      if (await eraseHistory(sql, state, hub.settings.timeZone)) progress.phase = "rows";
      return "more";
    case "rows": {
      // Until then a rep's word may have bound one more record to them.
      // Identities before persons, as everybody takes them who decides who is who.
      await sql.query("select 1 from identity where id = any($1::bigint[]) order by id for update", [
        sealed.subject.identities.map(({ id }) => id),
      ]);
      await sql.query("select 1 from person where id = any($1::uuid[]) order by id for update", [
        sealed.subject.persons,
      ]);
      if (await hasGrown(sql, state)) {
        progress.phase = "wait";
        return "more";
      }
      await eraseRows(sql, state, { timeZone: hub.settings.timeZone, now: hub.now() });
      progress.phase = "scan";
      return "more";
    }
    case "scan": {
      if (!(await scanTables(hub, sql, state))) return "more";
      if (progress.foundIn.length === 0) {
        Object.assign(progress, { phase: "statistics", table: null });
        return "more";
      }
      hub.log.info(
        { erasure: progress.erasureId, tables: progress.foundIn },
        "erased in other places, looking again",
      );
      const grown = progress.more.length > 0 && (await hasGrown(sql, state));
      Object.assign(progress, {
        phase: grown ? "wait" : "scan",
        isFirstLook: false,
        table: null,
        block: 0,
        foundIn: [],
      });
      return "more";
    }
    case "statistics": {
      if (await analyzeNext(sql, progress)) return "more";
      await writeReceipt(sql, state, hub.now());
      return "done";
    }
  }
}

/**
 * The database keeps samples of what stands in a table for its planner; of the next table that something was taken
 * of, they are made anew.
 * @returns false when there is none left
 */
async function analyzeNext(sql: Sql, progress: ErasureState["progress"]): Promise<boolean> {
  const [next] = await sql.query<{ whole: string; name: string }>(
    `select relname as whole, quote_ident(relname) as name from pg_class
     where relname = any($1::text[]) and relnamespace = current_schema()::regnamespace and relkind in ('r', 'p')
       and ($2::text is null or relname collate "C" > $2)
     order by relname collate "C" limit 1`,
    [Object.keys(progress.taken), progress.table],
  );
  if (next === undefined) return false;
  await sql.query(`analyze ${next.name}`);
  progress.table = next.whole;
  return true;
}

async function isAnyUnderWay(hub: Hub, sql: Sql, { progress }: ErasureState): Promise<boolean> {
  // The embedded database has one connection: this transaction is the only one.
  if (hub.store.engine === "pglite") return false;
  if (progress.since === null) {
    const [row] = await sql.query<{ now: Date }>("select clock_timestamp() as now");
    progress.since = (row?.now ?? new Date()).toISOString();
  }
  return (await transactionsBefore(hub, sql, progress.since)) > 0;
}

/** Looks again who they are; what is new is held off too, and waited for. */
async function hasGrown(sql: Sql, { progress, sealed }: ErasureState): Promise<boolean> {
  const known = sealed.subject;
  const found = await findSubject(sql, sealed.email, progress.more);
  const idsOf = ({ identities }: Subject) => new Set(identities.map(({ id }) => id));
  const before = idsOf(known);
  const isNew =
    [...idsOf(found)].some((id) => !before.has(id)) ||
    found.persons.some((id) => !known.persons.includes(id)) ||
    found.addresses.some((address) => !known.addresses.includes(address));
  sealed.subject = isNew ? union(known, found) : { ...known, shared: found.shared };
  if (isNew) await suppress(sql, progress.erasureId, sealed.subject.held, new Date());
  return isNew;
}

/** What was the subject's once stays it: in the meantime some of it may be gone. */
function union(a: Subject, b: Subject): Subject {
  const byText = <Value>(values: readonly Value[]) => [
    ...new Map(values.map((value) => [JSON.stringify(value), value])).values(),
  ];
  // What told so may be erased by now.
  const several = byText([...a.several, ...b.several]);
  const ofSeveral = new Set(several.map((name) => identifierKey(name)));
  return {
    addresses: byText([...a.addresses, ...b.addresses]),
    identities: byText([...a.identities, ...b.identities]),
    shared: b.shared,
    persons: byText([...a.persons, ...b.persons]),
    held: byText([...a.held, ...b.held]).filter((name) => !ofSeveral.has(identifierKey(name))),
    several,
  };
}
