import { callingMember } from "../access/caller.ts";
import type { Handlers } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import { libraryOf } from "../library/read-library.ts";
import type { People } from "../shares/addressee.ts";
import { readReaders } from "../shares/read-readers.ts";
import { changeDigest, readDigest } from "./digest-choice.ts";
import { readNotices } from "./read-notices.ts";

const MOST = 50;
const DAYS_14_MS = 14 * 24 * 3_600_000;

/** What a member is told of: who read what they sent, and what became of feedback. */
export function noticeHandlers(
  hub: Hub,
  people: Pick<People, "named" | "recordOf">,
): Pick<Handlers, "mine" | "seeNotices" | "digestSettings" | "changeDigest"> {
  const { store } = hub;
  return {
    // Asked once a minute by every browser: mostly two looks at an index.
    async mine(_request, call) {
      const { member } = callingMember(call);
      const now = hub.now();
      const [readers, notices] = await Promise.all([
        readReaders(hub, people, member.id),
        readNotices(store, () => libraryOf(hub), people.recordOf, {
          member,
          now,
          which: "n.at > $4",
          values: [new Date(now.getTime() - DAYS_14_MS)],
          most: MOST,
        }),
      ]);
      return { readers, notices };
    },

    async seeNotices({ ids }, call) {
      await store.query(
        "update notice set seen_at = $3 where id = any($1::uuid[]) and member_id = $2 and seen_at is null",
        [ids, callingMember(call).member.id, hub.now()],
      );
      return { seen: true };
    },

    digestSettings: (_request, call) => readDigest(hub, callingMember(call).member),
    async changeDigest({ digest }, call) {
      const { member } = callingMember(call);
      await changeDigest(store, member.id, digest);
      return readDigest(hub, member);
    },
  };
}
