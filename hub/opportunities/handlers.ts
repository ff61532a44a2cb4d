import type { z } from "zod";
import type { PutOpportunity } from "../../lib/contract/opportunity.ts";
import { ApiError } from "../http/api-error.ts";
import type { Handlers } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import { countUnknown } from "./known-contacts.ts";
import { listOfTheme, listOpportunities } from "./list-opportunities.ts";
import type { Names, Read } from "./names.ts";
import { type NewOpportunity, putOpportunities } from "./put-opportunities.ts";

export interface OpportunityParts {
  names: Names;
  /** SQL for the people and companies of theme `$1` at the hub's time `$2`: rows of key, company_id, identity_id. */
  membersOfTheme: string;
}

/** The pipeline, as tools write it and marketing reads it. */
export function opportunityHandlers(
  { store, now }: Hub,
  { names, membersOfTheme }: OpportunityParts,
): Pick<Handlers, "putOpportunities" | "opportunities"> {
  return {
    async putOpportunities({ org, items }) {
      const namespace = names.namespace(org);
      const read = items.map((item, n) => readItem(names, item, n));
      const once = lastOfEach(read);
      const { changed } = await store.transaction((sql) =>
        putOpportunities(sql, names, { namespace, saidBy: "api", now: now() }, once),
      );
      const contacts = once.flatMap((item) => item.contacts ?? []);
      return { taken: once.length, changed, unknownContacts: await countUnknown(store, namespace, contacts) };
    },

    async opportunities({ theme, cursor }) {
      if (theme === undefined) return listOpportunities(store, cursor);
      return listOfTheme(store, membersOfTheme, { theme, cursor, now: now() });
    },
  };
}

/** @throws ApiError `bad_request` that names the item and what is wrong with it */
function readItem(names: Names, item: z.output<typeof PutOpportunity>, n: number): NewOpportunity {
  const need = <Value>(read: Read<Value>, at: string): Value => {
    if (read.why !== undefined) throw new ApiError("bad_request", `items.${n}.${at}: ${read.why}`);
    return read.value;
  };
  const { contacts, ...others } = item;
  return {
    ...others,
    id: need(names.opportunityId(item.id), "id"),
    contacts: contacts?.map((text, place) => need(names.contact(text), `contacts.${place}`)),
  };
}

/** Of two of one id in a call, what the later one says counts. */
function lastOfEach(items: readonly NewOpportunity[]): NewOpportunity[] {
  const byId = new Map<string, NewOpportunity>();
  for (const item of items) {
    const said = Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined));
    byId.set(item.id, { ...byId.get(item.id), ...said, id: item.id });
  }
  return [...byId.values()];
}
