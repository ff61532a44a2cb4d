import { createContext, useContext } from "react";
import type { requestFamilies } from "../bridge/crm-permission.ts";
import type { requestNotices } from "../bridge/notice-permission.ts";

/** How the options page has the browser ask for what it may do: work at a CRM's addresses, notify. */
export interface Requests {
  families: typeof requestFamilies;
  notices: typeof requestNotices;
}

const RequestContext = createContext<Requests | null>(null);

export const RequestProvider = RequestContext.Provider;

/** @throws outside of a `RequestProvider`: a mistake in wiring */
export function useRequests(): Requests {
  const requests = useContext(RequestContext);
  if (!requests) throw new Error("useRequests needs a RequestProvider around it.");
  return requests;
}
