import type { z } from "zod";
import type { ContextReply, ContextRequest } from "../../lib/contract/context.ts";
import type { Role } from "../../lib/contract/member.ts";
import type { RecordRef } from "../../lib/contract/record.ts";
import { recordKey } from "../../lib/contract/record-key.ts";
import { mineOfRecord, NONE_GIVEN } from "../feedback/mine-of-record.ts";
import { ApiError } from "../http/api-error.ts";
import type { Hub } from "../hub.ts";
import { recentLibrary } from "../library/read-library.ts";
import { readRecordId } from "../people/crm-record.ts";
import { type Found, recordNamespaces } from "../people/find-person.ts";
import { readColleagues } from "../people/read-colleagues.ts";
import { type KnownPerson, readPerson } from "../people/read-person.ts";
import type { Sql } from "../store/store.ts";
import { readCounts } from "../touchpoints/read-counts.ts";
import { lastWeeks } from "../touchpoints/week.ts";
import { colleagueItem } from "./colleague-item.ts";
import { type ConnectedSource, connectedSources } from "./connected-sources.ts";
import { contentBeside, contentOf } from "./content.ts";
import { feedbackPeople } from "./feedback-people.ts";
import { goesAlong } from "./goes-along.ts";
import { findLookedUp, logLookUp, readPageAndLog } from "./look-up.ts";
import { readSnapshot, readUnseen } from "./seen.ts";
import { touchpointPage } from "./touchpoint-items.ts";

type Reply = z.input<typeof ContextReply>;
type Request = z.output<typeof ContextRequest>;

const FIRST_PAGE = 50;
const WEEKS = 26;
const COLLEAGUES = 50;

/**
 * All that is known of the person of a record, in one answer. Every call is logged.
 * @throws ApiError bad_request for what is no id of the record's CRM: the log would name a record that is none
 */
export async function readContext(
  hub: Hub,
  member: { id: string; role: Role },
  request: Request,
): Promise<Reply> {
  const { store } = hub;
  const { id: memberId } = member;
  const now = hub.now();
  const { record, hints } = request;
  if (readRecordId(record.crm, record.id) === undefined) {
    throw new ApiError("bad_request", "This is not the id of a record.");
  }
  const [found, { snapshot, stamp, gaveFeedback }] = await Promise.all([
    findLookedUp(store, record, hints?.email),
    readSnapshot(store, memberId),
  ]);
  const [person, library] = await Promise.all([
    found && readPerson(store, found.personId),
    recentLibrary(hub, stamp),
  ]);
  const lookUp = { memberId, now, request, by: found?.by, snapshot };
  const mine = async (identityIds: readonly number[]) => {
    if (!gaveFeedback) return NONE_GIVEN;
    const asked = { memberId, record: recordKey(record), identityIds, library, people: feedbackPeople, now };
    return mineOfRecord(store, asked);
  };
  if (!found || !person) {
    const [{ connected }, given] = await Promise.all([
      connectedSources(store),
      mine([]),
      logLookUp(store, lookUp),
    ]);
    const feedback = { goesAlong: {}, ...given };
    return { ...nothing(now, hub.settings.timeZone), sources: connected, feedback };
  }

  const identities = person.identities.map(({ id }) => id);
  const own = person.identities.filter(({ shared }) => !shared).map(({ id }) => id);
  const [page, counts, unseen, colleagues, sources, given, content] = await Promise.all([
    readPageAndLog(
      store,
      { ...lookUp, personId: person.id },
      { bearers: person.identities, limit: FIRST_PAGE },
    ),
    readCounts(store, identities, { now, timeZone: hub.settings.timeZone, weeks: WEEKS }),
    readUnseen(store, memberId, recordKey(record), identities),
    colleaguesOf(store, person, record),
    connectedSources(store),
    mine(own),
    contentBeside(hub, library, {
      person,
      identities: own,
      memberId,
      // Of a mailbox that others read too, the first page may show what is not theirs.
      skip: own.length === identities.length ? FIRST_PAGE : 0,
    }),
  ]);
  const active = counts.kinds.reduce((sum, kind) => sum + (kind.passive ? 0 : kind.count), 0);
  return {
    match: matchOf(found, memberId, hints?.email),
    person: personOf(person),
    touchpoints: touchpointPage(page, sources.names),
    kinds: counts.kinds as Reply["kinds"],
    weeks: counts.weeks,
    unseen: unseen
      ? { since: unseen.since.toISOString(), count: unseen.count }
      : { since: null, count: active },
    colleagues: colleagues.map((row) => colleagueItem(row, record)),
    colleagueCount: colleagues[0]?.total ?? 0,
    sources: sources.connected,
    ...contentOf(hub, library, member, {
      person,
      record: recordKey(record),
      page: page.rows,
      kinds: counts.kinds,
      hasTools: sources.connected.length > 0,
      content,
    }),
    feedback: { goesAlong: goesAlong(person, content?.beside, now), ...given },
    asOf: now.toISOString(),
  };
}

/** The answer when nobody is known, without the sources. */
function nothing(now: Date, timeZone: string): Omit<Reply, "sources"> & { sources: ConnectedSource[] } {
  return {
    match: { by: "none" },
    touchpoints: { items: [], next: null },
    kinds: [],
    weeks: lastWeeks(now, timeZone, WEEKS).map((week) => ({ week, active: 0, passive: 0 })),
    unseen: { since: null, count: 0 },
    colleagues: [],
    colleagueCount: 0,
    sources: [],
    asOf: now.toISOString(),
  };
}

async function colleaguesOf(sql: Sql, person: KnownPerson, record: RecordRef) {
  if (!person.company) return [];
  return readColleagues(sql, {
    companyId: person.company.id,
    personId: person.id,
    namespaces: recordNamespaces(record),
    limit: COLLEAGUES,
  });
}

function matchOf(found: Found, memberId: string, email: string | undefined): Reply["match"] {
  return {
    by: found.by,
    ...(found.by === "email" && email !== undefined ? { email } : {}),
    ...(found.link?.memberId === memberId ? { confirmationId: found.link.id } : {}),
  };
}

function personOf({ id, identities, facts, company }: KnownPerson): NonNullable<Reply["person"]> {
  return {
    id,
    ...(facts.name === undefined ? {} : { name: facts.name }),
    ...(facts.title === undefined ? {} : { title: facts.title }),
    ...(facts.stage === undefined ? {} : { stage: facts.stage }),
    ...(facts.sales_owner === undefined ? {} : { owner: facts.sales_owner }),
    ...(facts.unsubscribed === undefined ? {} : { unsubscribed: facts.unsubscribed === "true" }),
    ...(company ? { company: companyOf(company) } : {}),
    emails: identities.filter(({ kind, shared }) => kind === "email" && !shared).map(({ shown }) => shown),
  };
}

function companyOf({ id, name, domain }: NonNullable<KnownPerson["company"]>) {
  return { id, name, ...(domain === null ? {} : { domain }) };
}
