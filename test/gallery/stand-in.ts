import type { MessageKind, MessageReply, MessageRequest } from "../../lib/bridge/messages.ts";
import type { PanelLink } from "../../lib/bridge/panel-link.ts";
import { failed, ok, type Result } from "../../lib/bridge/result.ts";
import type { Share } from "../../lib/contract/share.ts";
import type { Ask } from "../../lib/panel/ask-context.ts";
import { EVERY_SHARE, FOUND, preparedFor, SHARED, viewsOf } from "./content.ts";
import { ANSWERS, MINE, TIMES } from "./feedback.ts";
import { id, LEAD, REFUSED } from "./people.ts";
import { type GalleryState, historyPage } from "./states.ts";

/** What was asked of the background, for tests to look at. */
export interface Call {
  kind: MessageKind;
  request: unknown;
}

type Answers = {
  [Kind in MessageKind]?: (request: MessageRequest<Kind>) => Result<unknown> | Promise<Result<unknown>>;
};

type OutboxKind = MessageReply<"panel.waiting">["items"][number]["kind"];
const FULL = failed(
  "refused",
  "This browser does not let Leadside keep anything. Check the free disk space.",
);
const unreached = failed("out_of_reach", "Leadside at leadside.acme.example cannot be reached.");

/** Stands in for the background: answers as this state would. */
export function standInAsk(state: GalleryState, calls: Call[]): Ask {
  let waiting = state.waiting ?? [];
  let refused = state.refused ? [REFUSED] : [];
  const done = (kind: OutboxKind, key: string, label = "Maya Okafor") => {
    const item = { id: key, kind, at: new Date().toISOString(), label };
    if (state.offline) waiting = [...waiting, item];
    return { sent: !state.offline, sending: false };
  };
  /** A full disk takes the click, and no word after it. */
  const kept = (kind: OutboxKind, key: string, label: string) =>
    state.full && kind !== "give_feedback"
      ? FULL
      : ok({ ...done(kind, key, `${label}, Maya Okafor`), signedOut: false });
  let composer = state.composer ?? null;
  let shares = [...SHARED, ...EVERY_SHARE];
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
    "content.prepare": async ({ assetId, tracked }) => {
      // A link takes a moment to make, in which the rep may go on.
      await new Promise((made) => setTimeout(made, 50));
      return state.offline ? unreached : ok(preparedFor(assetId, tracked));
    },
    "content.note": ({ title }) =>
      ok({
        ...done("note_share", id(79), `Link copied: ${title}, Maya Okafor`),
        at: new Date().toISOString(),
      }),
    "content.putAway": ({ title }) =>
      ok({ id: id(80), ...done("put_away", id(80), `Not for this lead: ${title}, Maya Okafor`) }),
    "content.undoPutAway": ({ title }) =>
      ok(done("undo_put_away", id(83), `Taken back, not for this lead: ${title}, Maya Okafor`)),
    "content.change": ({ change }) => {
      shares = shares.map((share) => (share.id === change.id ? changed(share, change) : share));
      const share = shares.find((one) => one.id === change.id);
      return share ? ok({ share }) : unreached;
    },
    "content.views": ({ id: wanted }) => {
      const share = shares.find((one) => one.id === wanted);
      return share ? ok(viewsOf(share)) : unreached;
    },
    "content.find": ({ query }) =>
      state.offline
        ? unreached
        : ok({
            items: FOUND.filter(({ title }) => title.toLowerCase().includes(query.toLowerCase())),
            next: null,
          }),
    "content.composer": ({ choose }) => {
      composer = choose ?? composer;
      return ok({ composer });
    },
    "content.settings": () =>
      ok({ tracking: "person", companyName: "Acme", mail: state.mail ?? false, linksAreLocal: false }),
    "feedback.give": ({ key, label }) => kept("give_feedback", key, label),
    "feedback.hold": () => (state.full ? FULL : ok({ sent: true, sending: false, signedOut: false })),
    "feedback.draft": () => (state.full ? FULL : ok({})),
    "feedback.change": ({ key, label }) => kept("change_feedback", key, label),
    "feedback.takeBack": ({ key, label }) => kept("take_back_feedback", key, label),
    "feedback.reopen": ({ key, label }) => kept("reopen_feedback", key, label),
    "feedback.see": ({ key, label }) => kept("see_answer", key, label),
    "feedback.credit": ({ key, label }) => kept("answer_credit", key, label),
    "feedback.mine": () =>
      state.offline ? unreached : ok({ items: state.mine ?? MINE, next: null, times: TIMES }),
    "feedback.answers": () => ok({ items: ANSWERS, next: null }),
    "feedback.showAsk": () => ok({ yours: !state.taken }),
    "panel.undoConfirm": () => ok({ id: id(78), ...done("undo_confirm", id(78)) }),
  };
  return async <Kind extends MessageKind>(kind: Kind, request: MessageRequest<Kind>) => {
    calls.push({ kind, request });
    const answer = answers[kind] as
      | ((request: MessageRequest<Kind>) => Result<unknown> | Promise<Result<unknown>>)
      | undefined;
    return (answer ? await answer(request) : ok({})) as Result<MessageReply<Kind>>;
  };
}

/** The share as the hub would have it after this change. */
function changed(
  share: Share,
  { revoked, pinned, ...change }: MessageRequest<"content.change">["change"],
): Share {
  const { allowDownload = share.allowDownload, expiresAt = share.expiresAt } = change;
  const { limitedTo = share.limitedTo } = change;
  return {
    ...share,
    allowDownload,
    expiresAt,
    limitedTo,
    ...(revoked === undefined ? {} : { revokedAt: revoked ? new Date().toISOString() : null }),
    ...(pinned === undefined ? {} : { pinned: pinned !== null, version: pinned ?? share.newest }),
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
      const other = { ...LEAD, record: { ...LEAD.record, id: "00Q8d000004kTzREAU" } };
      Object.assign(window, { goOn: () => hear(other) });
      return () => {};
    },
    onShown: (hear) => {
      hear(true);
      return () => {};
    },
    onFocus: () => () => {},
    onAccount: () => () => {},
    onNews: () => () => {},
    tellOthers: () => {},
  };
}
