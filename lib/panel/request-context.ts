import { createContext, useContext } from "react";
import type { requestFamilies } from "../bridge/crm-permission.ts";

/** How the options page has the browser ask for a CRM's addresses. */
export type RequestFamilies = typeof requestFamilies;

const RequestContext = createContext<RequestFamilies | null>(null);

export const RequestProvider = RequestContext.Provider;

/** @throws outside of a `RequestProvider`: a mistake in wiring */
export function useRequestFamilies(): RequestFamilies {
  const request = useContext(RequestContext);
  if (!request) throw new Error("useRequestFamilies needs a RequestProvider around it.");
  return request;
}
