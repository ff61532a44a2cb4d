import type { MessageKind, MessageReply, MessageRequest } from "../../lib/bridge/messages.ts";
import type { PanelLink } from "../../lib/bridge/panel-link.ts";
import { failed, ok, type Result } from "../../lib/bridge/result.ts";
import type { Ask } from "../../lib/panel/ask-context.ts";
import { id, LEAD, REFUSED } from "./people.ts";
import { type GalleryState, historyPage } from "./states.ts";

/** What was asked of the background, for tests to look at. */
export interface Call {
  kind: MessageKind;
  request: unknown;
}

type Answers = {
  [Kind in MessageKind]?: (request: MessageRequest<Kind>) => Result<unknown> | Promise<never>;
};

/** Stands in for the background: answers as this state would. */
export function standInAsk(state: GalleryState, calls: Call[]): Ask {
  let waiting = state.waiting ?? [];
  let refused = state.refused ? [REFUSED] : [];
  const done = (kind: "confirm" | "undo_confirm", key: string) => {
    const item = { id: key, kind, at: new Date().toISOString(), label: "Maya Okafor" };
    if (state.offline) waiting = [...waiting, item];
    return { sent: !state.offline, sending: false };
  };
  const answers: Answers = {
    "panel.context": ({ mode, email }) => {
      if (mode === "kept") return ok(null);
      return state.context?.(email?.value) ?? new Promise<never>(() => {});
    },
    "panel.touchpoints": (request) =>
      state.brokenHistory
        ? failed("out_of_reach", "Leadside cannot be reached, so earlier ones cannot be shown now.")
        : ok(historyPage(state, request as Parameters<typeof historyPage>[1])),
    "panel.waiting": () => ok({ items: waiting, refused, sending: false }),
    "panel.dismiss": () => {
      refused = [];
      return ok({});
    },
    "panel.confirm": () => ok({ confirmation: { id: id(77) }, ...done("confirm", id(77)) }),
    "panel.undoConfirm": () => ok({ id: id(78), ...done("undo_confirm", id(78)) }),
  };
  return async <Kind extends MessageKind>(kind: Kind, request: MessageRequest<Kind>) => {
    calls.push({ kind, request });
    const answer = answers[kind] as ((request: MessageRequest<Kind>) => Result<unknown>) | undefined;
    return (answer ? await answer(request) : ok({})) as Result<MessageReply<Kind>>;
  };
}

/** Stands in for the locator beside the panel. */
export function standInLink(state: GalleryState): PanelLink {
  return {
    org: Promise.resolve(
      state.inert
        ? failed("not_permitted", "This page works only beside a record of your CRM.")
        : ok(LEAD.record.org),
    ),
    onTarget: (hear) => {
      if (!state.inert) hear(state.target === undefined ? LEAD : state.target);
      return () => {};
    },
    onShown: (hear) => {
      hear(true);
      return () => {};
    },
    onFocus: () => () => {},
    onAccount: () => () => {},
  };
}
