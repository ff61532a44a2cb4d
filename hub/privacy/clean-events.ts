import { identifierKey, type Mention } from "../people/identifiers.ts";
import { heldOffBy, type Name } from "../people/suppression.ts";
import { removeTouchpoints } from "../touchpoints/remove-touchpoints.ts";
import type { Cleaner, Suspects } from "./cleaners.ts";
import { cutFromEvent } from "./cut-from-event.ts";
import { mentionOfBody, theirNameIn } from "./event-names.ts";
import type { Subject } from "./find-subject.ts";

interface Event {
  id: number;
  source_id: string;
  org: string | null;
  type: string | null;
  message_id: string | null;
  body: string;
}

/** Events that are about the person go, with what was read from them; from others' the address is cut. */
export const cleanRaw: Cleaner = async (suspects) => {
  const { hub, sql } = suspects;
  const { theirs, others } = await sortEvents(suspects, "e.type", "e.body");
  const ids = theirs.map(({ id }) => id);
  const gone = await sql.query("delete from raw_event where id = any($1::bigint[]) returning 1", [ids]);
  const touchpoints = await removeTouchpoints(sql, ids, hub.settings.timeZone);
  for (const { id, message_id, body } of others) {
    await sql.query("update raw_event set message_id = $2, body = $3 where id = $1", [id, message_id, body]);
  }
  return {
    raw_event: { deleted: gone.length, redacted: others.length },
    touchpoint: { deleted: touchpoints },
  };
};

export const cleanConflicting: Cleaner = async (suspects) => {
  const { sql } = suspects;
  const { theirs, others } = await sortEvents(suspects, "e.said_type", "e.body");
  const ids = theirs.map(({ id }) => id);
  const gone = await sql.query("delete from conflicting_event where id = any($1::bigint[]) returning 1", [
    ids,
  ]);
  for (const { id, message_id, body } of others) {
    await sql.query("update conflicting_event set message_id = $2, body = $3 where id = $1", [
      id,
      message_id,
      body,
    ]);
  }
  return { conflicting_event: { deleted: gone.length, redacted: others.length } };
};

export const cleanRejected: Cleaner = async (suspects) => {
  const { sql } = suspects;
  const { theirs, others } = await sortEvents(suspects, "e.said_type", "encode(e.bytes, 'base64')", (text) =>
    Buffer.from(text, "base64").toString("utf8"),
  );
  const ids = theirs.map(({ id }) => id);
  const gone = await sql.query("delete from rejected_event where id = any($1::bigint[]) returning 1", [ids]);
  for (const { id, message_id, body } of others) {
    await sql.query("update rejected_event set message_id = $2, bytes = $3 where id = $1", [
      id,
      message_id,
      Buffer.from(body),
    ]);
  }
  return { rejected_event: { deleted: gone.length, redacted: others.length } };
};

/** Reads events, and tells those about the person from those that mention an address; these with it cut out. */
async function sortEvents(
  { sql, state, table, places }: Suspects,
  type: string,
  body: string,
  decode = (text: string) => text,
): Promise<{ theirs: Event[]; others: Event[] }> {
  const rows = await sql.query<Event>(
    `select e.id, e.source_id, s.org, ${type} as type, e.message_id, ${body} as body
     from ${table.name} e left join source s on s.id = e.source_id where e.ctid = any($1::tid[]) order by e.id`,
    [places],
  );
  const { subject } = state.sealed;
  const isTheirs = theirNames(subject);
  const several = new Set(subject.several.map((name) => identifierKey(name)));
  // These names are not held off: what comes by them after the first look may be a stranger's.
  const isOnlyTheirs = ({ claims, anonymous }: Mention) => {
    const names = claims.length > 0 || anonymous === undefined ? claims : [anonymous];
    return (
      state.progress.isFirstLook &&
      names.length > 0 &&
      names.every((name) => several.has(identifierKey(name)) || isTheirs(name))
    );
  };
  const addresses = new Set(subject.addresses);
  const theirs: Event[] = [];
  const others: Event[] = [];
  for (const row of rows) {
    const event = { ...row, body: decode(row.body) };
    const mention = mentionOfBody(event.body, event.type, { id: event.source_id, org: event.org });
    if (mention && (theirNameIn(mention, isTheirs) !== undefined || isOnlyTheirs(mention))) {
      theirs.push(event);
    } else {
      const cut = { ...event, ...cutFromEvent(event, addresses) };
      if (cut.body !== event.body || cut.message_id !== event.message_id) others.push(cut);
    }
  }
  return { theirs, others };
}

/** Whether a name is the subject's: one that is held off, or one that a sandbox's copy goes by. */
export function theirNames(subject: Subject): (name: Name) => boolean {
  const held = new Set(subject.held.map((name) => identifierKey(name)));
  const emails = subject.identities.filter(({ kind }) => kind === "email");
  const exact = new Set(emails.map((name) => identifierKey(name)));
  return (name) =>
    exact.has(identifierKey(name)) || heldOffBy(name).some((holder) => held.has(identifierKey(holder)));
}
