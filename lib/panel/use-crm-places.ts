import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { CrmPlace } from "../bridge/messages.ts";
import type { HostFamily } from "../crm/crm.ts";
import { familyById } from "../crm/hosts.ts";
import { useAsk } from "./ask-context.ts";
import { valueOrThrow } from "./panel-failure.ts";
import { useRequests } from "./request-context.ts";

export interface CrmPlaces {
  /** Undefined until the background answered. */
  places: readonly CrmPlace[] | undefined;
  /**
   * Has the browser ask; call it in the click.
   * @returns whether Leadside may work there now, and what to say
   */
  allow: (families: readonly HostFamily[]) => Promise<{ allowed: boolean; words: string }>;
  /** @returns what to say */
  remove: (family: HostFamily) => Promise<string>;
}

const KEY = ["crm places"];
const REFUSED =
  "Your browser was told no, so nothing changed. Press Allow again, and say yes when the browser asks.";

/** Where Leadside works, and how to change that. */
export function useCrmPlaces(): CrmPlaces {
  const ask = useAsk();
  const { families: request } = useRequests();
  const client = useQueryClient();
  const query = useQuery({
    queryKey: KEY,
    queryFn: async () => valueOrThrow(await ask("page.crmPlaces", {})).places,
  });
  return {
    places: query.data,
    async allow(families) {
      const granted = await request(families);
      if (!granted.ok) return { allowed: false, words: granted.error.message };
      if (!granted.value) return { allowed: false, words: REFUSED };
      const answer = await ask("page.crmAllowed", { families: families.map(({ id }) => id) });
      await client.invalidateQueries({ queryKey: KEY });
      if (!answer.ok) return { allowed: false, words: answer.error.message };
      return {
        allowed: true,
        words: "Allowed. Leadside works there from now on, also in tabs that are open.",
      };
    },
    async remove(family) {
      const answer = await ask("page.crmRemove", { family: family.id });
      await client.invalidateQueries({ queryKey: KEY });
      return answer.ok
        ? `Leadside no longer works at ${family.name}. Its tab goes when a page is loaded anew.`
        : answer.error.message;
    },
  };
}

/** The families of these places, without any that this version does not know. */
export function familiesOf(places: readonly CrmPlace[]): HostFamily[] {
  return places.map(({ family }) => familyById(family)).filter((family) => family !== null);
}
