import type { Works } from "./jobs/work.ts";

/** What each kind of job does. */
export const works: Works = {};
