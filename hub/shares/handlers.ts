import type { Handlers } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import type { People } from "./addressee.ts";
import { changeShareHandler } from "./change-share.ts";
import { sharesHandler } from "./list-shares.ts";
import { noteShareHandler } from "./note-share.ts";
import { prepareShareHandler } from "./prepare-share.ts";
import { readingSettingsHandlers } from "./reading-settings.ts";
import { shareViewsHandler } from "./share-views.ts";

type ShareHandlers = Pick<
  Handlers,
  | "prepareShare"
  | "noteShare"
  | "changeShare"
  | "shares"
  | "shareViews"
  | "readingSettings"
  | "changeReadingSettings"
>;

/** Sending, and what came of it. */
export function shareHandlers(hub: Hub, people: People): ShareHandlers {
  return {
    prepareShare: prepareShareHandler(hub, people),
    noteShare: noteShareHandler(hub),
    changeShare: changeShareHandler(hub),
    shares: sharesHandler(hub, people),
    shareViews: shareViewsHandler(hub, people),
    ...readingSettingsHandlers(hub),
  };
}
