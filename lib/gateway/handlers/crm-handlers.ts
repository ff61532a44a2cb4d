import { ok } from "../../bridge/result.ts";
import type { Handlers } from "../../bridge/serve.ts";
import { crmPlaces, endAt, keepRegistered, startAt } from "../crm-places.ts";

export type CrmHandlers = Pick<Handlers, "page.crmPlaces" | "page.crmAllowed" | "page.crmRemove">;

/** Where Leadside works, for the options page. The browser itself is asked there, in the click. */
export const crmHandlers: CrmHandlers = {
  async "page.crmPlaces"() {
    // Who looks here wants it right: what the browser lost, such as with an update, is made good first.
    await keepRegistered();
    return ok({ places: await crmPlaces() });
  },

  async "page.crmAllowed"({ families }) {
    await startAt(families);
    return ok({ places: await crmPlaces() });
  },

  async "page.crmRemove"({ family }) {
    const ended = await endAt(family);
    return ended.ok ? ok({ places: await crmPlaces() }) : ended;
  },
};
