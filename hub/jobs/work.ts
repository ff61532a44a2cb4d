import type { Hub } from "../hub.ts";

/** A job as its work gets it. */
export interface Claimed {
  id: string;
  kind: string;
  key: string;
  payload: Record<string, unknown>;
  /** Which try this is since a turn went well, from 1. */
  tries: number;
}

/**
 * One step of a job: some transactions, a second or two in all, that can be done twice without harm. Between two
 * steps the claim is renewed, and a hub that stops or dies leaves the rest to the next one.
 * @returns whether there is more to do; or when to go on
 * @throws anything: the job is tried again later, and given up after some tries
 */
export type Work = (hub: Hub, job: Claimed) => Promise<"done" | "more" | { after: Date }>;

/** What each kind of job does. */
export type Works = Readonly<Record<string, Work>>;
