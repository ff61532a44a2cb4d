import { Hono } from "hono";
import type { Hub } from "../hub.ts";

/** What strangers reach of a tracked link, on the links' host. */
export function readerRoutes(_hub: Hub): Hono {
  return new Hono();
}
