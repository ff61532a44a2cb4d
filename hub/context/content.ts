import type { z } from "zod";
import type { ContextReply } from "../../lib/contract/context.ts";
import type { Role } from "../../lib/contract/member.ts";
import type { Hub } from "../hub.ts";
import type { Library } from "../library/library.ts";
import type { KnownPerson } from "../people/read-person.ts";
import { personFacts } from "../recommend/person-facts.ts";
import { type Beside, readBeside, type SeenRow } from "../recommend/read-beside.ts";
import { recommend } from "../recommend/recommend.ts";
import { readShares } from "../shares/read-shares.ts";
import { landedOf, NOTHING_SAID } from "../talk/landed.ts";
import type { Landed } from "../talk/order.ts";
import { sayFirst } from "../talk/say-first.ts";
import type { KindCount } from "../touchpoints/read-counts.ts";
import { weekOf } from "../touchpoints/week.ts";

type Reply = z.input<typeof ContextReply>;

/** What a look-up reads of content beside the rest. */
interface ContentBeside {
  beside: Beside;
  shares: NonNullable<Reply["shares"]>;
  landed: Landed;
}

/**
 * Reads what was sent to a person, and what recommending needs beyond that; undefined where there is neither content nor a talking point.
 * @param asked `identities`: those that are the person's alone; `skip`: how much of their history is read already
 */
export async function contentBeside(
  hub: Hub,
  library: Library,
  asked: { person: KnownPerson; identities: readonly number[]; memberId: string; skip: number },
): Promise<ContentBeside | undefined> {
  if (library.assets.size + library.claims.size === 0) return undefined;
  const { person, identities, memberId, skip } = asked;
  const [beside, shares, landed] = await Promise.all([
    readBeside(hub.store, {
      identities,
      companyId: person.company?.id,
      memberId,
      skip,
      asks: library.asks.map(({ id }) => id),
    }),
    library.assets.size === 0
      ? []
      : readShares(hub.store, { identityIds: identities, memberId, library, hub }),
    library.claims.size === 0 ? NOTHING_SAID : landedOf(hub),
  ]);
  return { beside, shares, landed };
}

/** What to say, what to send, and what was sent. */
export function contentOf(
  hub: Hub,
  library: Library,
  member: { role: Role },
  read: {
    person: KnownPerson;
    /** Its key. */
    record: string;
    page: readonly SeenRow[];
    kinds: readonly KindCount[];
    hasTools: boolean;
    content: ContentBeside | undefined;
  },
): Pick<Reply, "recommended" | "shares" | "sayFirst" | "ask"> {
  if (read.content === undefined) return {};
  const { beside, shares, landed } = read.content;
  const now = hub.now();
  const reader = { role: member.role, teams: new Set(beside.teams) };
  const known = personFacts(library, { ...read, beside });
  const recommended = recommend(library, known, {
    reader,
    putAway: new Set(beside.putAway),
    who: `${hub.id} ${read.person.id} ${weekOf(now, hub.settings.timeZone)}`,
    now: now.getTime(),
  });
  return {
    ...sayFirst(library, known, {
      reader,
      hubId: hub.id,
      personId: read.person.id,
      record: read.record,
      now: now.getTime(),
      talked: beside.talked,
      landed,
    }),
    ...(recommended === undefined ? {} : { recommended, shares }),
  };
}
