import { ApiError } from "../http/api-error.ts";
import type { Handler } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import { libraryOf } from "../library/read-library.ts";
import type { People } from "./addressee.ts";
import { memberOf } from "./find-share.ts";
import { SHARE_COLUMNS, type ShareRow, shareOf } from "./share-row.ts";

const PAGE = 50;

/** What was sent, newest first: a rep's own, of all for who writes content. */
export function sharesHandler(hub: Hub, people: Pick<People, "named">): Handler<"shares"> {
  return async ({ assetId, read, cursor }, call) => {
    const { store } = hub;
    const member = memberOf(call);
    const values: unknown[] = [];
    const where: string[] = [];
    const given = (value: unknown) => `$${values.push(value)}`;
    if (member.role === "rep") where.push(`s.member_id = ${given(member.id)}`);
    if (assetId !== undefined) where.push(`s.asset_id = ${given(assetId)}`);
    if (read) where.push("s.person_read_at is not null");
    if (cursor !== undefined) {
      const place = readPlace(cursor);
      const at = `(timestamptz 'epoch' + ${given(place.micros)}::bigint * interval '1 microsecond')`;
      // Written so that an index can begin at the place.
      where.push(`s.prepared_at <= ${at} and (s.prepared_at < ${at} or s.id > ${given(place.id)}::uuid)`);
    }
    const [library, rows] = await Promise.all([
      libraryOf(hub),
      store.query<ShareRow & { micros: number }>(
        `select ${SHARE_COLUMNS}, (extract(epoch from s.prepared_at) * 1000000)::bigint as micros
         from (
           select * from share s ${where.length === 0 ? "" : `where ${where.join(" and ")}`}
           order by s.prepared_at desc, s.id limit ${PAGE + 1}
         ) s join member m on m.id = s.member_id
         order by s.prepared_at desc, s.id`,
        values,
      ),
    ]);
    const page = rows.slice(0, PAGE);
    const names = await people.named(store, [...new Set(page.map((row) => row.identity_id))]);
    const items = page.flatMap((row) => {
      const share = shareOf(row, { library, hub, memberId: member.id });
      if (share === undefined) return [];
      const named = names.get(row.identity_id);
      const person = named
        ? {
            id: named.personId,
            name: named.name,
            ...(named.company === undefined ? {} : { company: named.company }),
          }
        : null;
      return [{ ...share, person }];
    });
    const last = page.at(-1);
    return { items, next: rows.length > PAGE && last ? writePlace(last) : null };
  };
}

/** Opaque to whoever gets it. Microseconds, as the database counts: two rows may be less than one millisecond apart. */
const writePlace = ({ micros, id }: { micros: number; id: string }): string =>
  Buffer.from(`${micros}.${id}`).toString("base64url");

function readPlace(cursor: string): { micros: number; id: string } {
  const match = /^(\d{1,16})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(
    Buffer.from(cursor, "base64url").toString("latin1"),
  );
  if (!match?.[2]) {
    throw new ApiError("bad_request", "This is not a cursor of this hub. Begin with the first page.");
  }
  return { micros: Number(match[1]), id: match[2] };
}
