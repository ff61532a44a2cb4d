import type { AsideKind } from "../../lib/contract/aside.ts";

/** Of an event that came under an id that another one has: the table needs no column for it. */
export const CONFLICT = "Its messageId was used for another event before. The first one stays.";

/** Each kind's table in common terms; `text` is the event as JSON, `size` its bytes. Ids rise as they come. */
export const ASIDE: Record<AsideKind, string> = {
  rejected: `(select id, source_id, received_at, count, reason, message_id, said_type, sent_at, digest,
                bytes as content, octet_length(bytes) as size from rejected_event)`,
  conflicting: `(select id, source_id, received_at, count, '${CONFLICT}' as reason, message_id, said_type, sent_at,
                   digest, convert_to(body, 'UTF8') as content, octet_length(body) as size from conflicting_event)`,
};

export const TABLE: Record<AsideKind, string> = {
  rejected: "rejected_event",
  conflicting: "conflicting_event",
};
