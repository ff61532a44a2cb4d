import type { Handlers } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import { dismiss } from "./aside-dismiss.ts";
import { asideBody, asidePage, asideReasons } from "./aside-list.ts";
import { type RedriveParts, redrive } from "./aside-redrive.ts";

type AsideHandlers = Pick<Handlers, "aside" | "asideBody" | "redrive" | "dismiss">;

/** Events that stand aside: seen by their shape, read again, thrown away. */
export function asideHandlers({ store, now }: Hub, parts: RedriveParts): AsideHandlers {
  return {
    async aside(request) {
      return { ...(await asidePage(store, request)), reasons: await asideReasons(store, request) };
    },
    async asideBody({ kind, id }) {
      return { body: await asideBody(store, kind, id) };
    },
    redrive: (request) => redrive(store, parts, request, now()),
    async dismiss(request) {
      return { dismissed: await dismiss(store, request) };
    },
  };
}
