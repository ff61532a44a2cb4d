import type { MineReply } from "../../lib/contract/share.ts";
import type { Hub } from "../hub.ts";
import { libraryOf } from "../library/read-library.ts";
import type { People } from "./addressee.ts";
import { readingOf, readSummary } from "./reading.ts";

const MOST = 50;
const DAYS_14_MS = 14 * 24 * 3_600_000;

/** Who read what this member sent. Asked once a minute by every browser, so it is one look at an index mostly. */
export async function readReaders(
  hub: Hub,
  people: Pick<People, "named" | "recordOf">,
  memberId: string,
): Promise<MineReply["readers"]> {
  const { store } = hub;
  const rows = await store.query<{
    id: string;
    asset_id: string;
    identity_id: number;
    record: string;
    reading: unknown;
    person_read_at: Date;
  }>(
    `select id, asset_id, identity_id, record, reading, person_read_at from share
     where member_id = $1 and tracked and person_read_at > $2 order by person_read_at desc limit ${MOST}`,
    [memberId, new Date(hub.now().getTime() - DAYS_14_MS)],
  );
  if (rows.length === 0) return [];
  const [library, names] = await Promise.all([
    libraryOf(hub),
    people.named(
      store,
      rows.map((row) => row.identity_id),
    ),
  ]);
  return rows.flatMap((row) => {
    const asset = library.assets.get(row.asset_id);
    const named = names.get(row.identity_id);
    const summary = readSummary(row.reading);
    // Rules that were run again may have found that it was nobody.
    if (asset === undefined || named === undefined || summary.state !== "person") return [];
    const record = people.recordOf(row.record);
    return [
      {
        shareId: row.id,
        id: `${row.id}.${Date.parse(summary.sittingAt ?? "") || 0}`,
        at: row.person_read_at.toISOString(),
        title: asset.title,
        words: readingOf(summary, asset.kind).words,
        person: named.name,
        ...(named.company === undefined ? {} : { company: named.company }),
        ...(record === undefined ? {} : { record }),
      },
    ];
  });
}
