import type { Credit } from "../../lib/contract/feedback.ts";
import type { Sql } from "../store/store.ts";
import { creditWords } from "./credit-words.ts";

/** A version that changed because of what reps said. */
export interface CreditedVersion {
  versionId: string;
  number: number;
  /** One each giver, in the order in which they were asked. */
  givers: readonly Giver[];
}
interface Giver {
  /** In milliseconds: an answer may still be undone until then. */
  from: number;
  /** Null: they did not agree to be named, or did not say so yet. */
  name: string | null;
}

/** Of each asset and talking point its credited versions, the newest first. */
export type Credits = ReadonlyMap<string, readonly CreditedVersion[]>;

/** What the newest credited version of an asset or talking point owes to whom; undefined where nobody is owed. */
export function creditOf(credits: Credits, aboutId: string, now: number): Credit | undefined {
  for (const version of credits.get(aboutId) ?? []) {
    const words = wordsOf(version, now);
    if (words !== undefined) return { version: version.number, words };
  }
  return undefined;
}

/** The same of one version. */
export function creditOfVersion(
  credits: Credits,
  { aboutId, versionId }: { aboutId: string; versionId: string },
  now: number,
): string | undefined {
  const version = credits.get(aboutId)?.find((one) => one.versionId === versionId);
  return version && wordsOf(version, now);
}

function wordsOf({ givers }: CreditedVersion, now: number): string | undefined {
  const by = givers.filter(({ from }) => from <= now);
  return by.length === 0 ? undefined : creditWords(by.map(({ name }) => name));
}

interface Row {
  about_id: string;
  version_id: string;
  number: number;
  asked_at: Date;
  name: string | null;
}

/** Of a giver of several items what they said last; the name as they were called then, so it stays when they leave. */
const CREDITS = `
  select about_id, version_id, number, min(asked_at) as asked_at,
    (array_agg(case when named then name end order by answered_at desc nulls last))[1] as name
  from (
    select coalesce(av.asset_id, cv.claim_id) as about_id, coalesce(av.id, cv.id) as version_id,
      coalesce(av.number, cv.number) as number, c.member_id, c.asked_at, c.answered_at, c.named, c.name
    from credit c
    join feedback_answer a on a.id = c.answer_id and a.undone_at is null
    join feedback f on f.id = c.feedback_id and f.taken_back_at is null
    left join asset_version av on av.id = c.asset_version_id
    left join claim_version cv on cv.id = c.claim_version_id
  ) said
  where version_id is not null
  group by about_id, version_id, number, member_id
  order by about_id, number desc, 4, member_id`;

/** All that is owed to reps. */
export async function readCredits(sql: Sql): Promise<Credits> {
  const credits = new Map<string, (CreditedVersion & { givers: Giver[] })[]>();
  for (const row of await sql.query<Row>(CREDITS)) {
    const versions = credits.get(row.about_id) ?? [];
    credits.set(row.about_id, versions);
    const giver = { from: row.asked_at.getTime(), name: row.name };
    const newest = versions.at(-1);
    if (newest?.versionId === row.version_id) newest.givers.push(giver);
    else versions.push({ versionId: row.version_id, number: row.number, givers: [giver] });
  }
  return credits;
}
