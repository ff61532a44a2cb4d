import type { Handlers } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import { addSourceHandler } from "./add-source.ts";
import { listSourcesHandler } from "./list-sources.ts";

/** The tools that send events. */
export function sourceHandlers(hub: Hub): Pick<Handlers, "addSource" | "sources"> {
  return { addSource: addSourceHandler(hub), sources: listSourcesHandler(hub) };
}
