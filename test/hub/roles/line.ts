import type { CallerName, Callers } from "../../support/callers.ts";

/**
 * Who may what, written by hand: a status for each caller, and what is asked. A new endpoint has no line here,
 * and that does not compile. 2xx is proven to be the handler's own answer by its contract; `by` is what only
 * the handler says where it refuses.
 */
export interface Line {
  /** none, rep, marketer, admin, deactivated, lost device, a source's key as bearer, as Basic, admin token. */
  answers: readonly [number, number, number, number, number, number, number, number, number];
  ask?: (world: World, caller: CallerName) => unknown;
  file?: string;
  by?: RegExp;
}

export interface World {
  /** Of the caller's kind, such as of a member who calls. */
  callers: Callers;
  sourceId: string;
  email(): string;
  invite(): Promise<string>;
  member(): Promise<string>;
  device(): Promise<string>;
  /** Somebody whom a tool named by this address. */
  person(email?: string): Promise<string>;
  /** The same, whom this caller looked up from the record, if they may. */
  lookedUp(caller: CallerName): Promise<string>;
  /** What this caller said of somebody whom they looked up, if they may. */
  confirmed(caller: CallerName): Promise<string>;
}

export const RECORD = { crm: "salesforce", org: "acme", object: "Lead", id: "00Q5g00000A1b2CEAR" };
export const NOBODY = "00000000-0000-4000-8000-000000000000";
export const CSV = "Email,First Name,Last Name\ndana@initech.example,Dana,Doe\n";

//                        none  rep  mark admin deact lost bear basic token
export const everybody = [200, 200, 200, 200, 401, 401, 401, 401, 200] as const;
export const members = [401, 200, 200, 200, 401, 401, 401, 401, 403] as const;
export const marketers = [401, 403, 200, 200, 401, 401, 401, 401, 200] as const;
export const admins = [401, 403, 403, 200, 401, 401, 401, 401, 200] as const;
/** The same, where the handler itself says that there is no such thing. */
export const none = (answers: Line["answers"]) =>
  answers.map((status) => (status === 200 ? 404 : status)) as unknown as Line["answers"];

/** Members only, no admin token: marketers and admins. */
export const writers = [401, 403, 200, 200, 401, 401, 401, 401, 403] as const;
