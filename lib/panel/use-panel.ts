import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { PanelLink } from "../bridge/panel-link.ts";
import type { MyFeedback } from "../contract/feedback.ts";
import type { RecordRef } from "../contract/record.ts";
import { recordKey } from "../contract/record-key.ts";
import { useAsk } from "./ask-context.ts";
import type { FeedbackGiving } from "./feedback-giving.ts";
import { type PanelState, panelState } from "./panel-state.ts";
import { headingName } from "./person-words.ts";
import { type Clock, ownZone, sinceWords } from "./time-words.ts";
import { type Announcement, useAnnouncement } from "./use-announcement.ts";
import { useAnswers } from "./use-answers.ts";
import { useAskPlace } from "./use-ask-place.ts";
import { useAskedEmail } from "./use-asked-email.ts";
import { type Confirmation, useConfirmation } from "./use-confirmation.ts";
import { type Content, useContent } from "./use-content.ts";
import { useContextView } from "./use-context-view.ts";
import { type Feedback, useFeedback } from "./use-feedback.ts";
import { useHintWindow } from "./use-hint-window.ts";
import { useLink } from "./use-link.ts";
import { MINE_KEY, type SayOfMine, useSayOfMine } from "./use-my-feedback.ts";
import { useNow } from "./use-now.ts";
import { useRetry } from "./use-retry.ts";
import { useSeen } from "./use-seen.ts";
import { useTellOtherTabs } from "./use-tell-other-tabs.ts";
import { useWaiting, WAITING_KEY, type WaitingReply } from "./use-waiting.ts";

/** Older than this, what is shown is asked for again when the rep comes back to it. */
const OLD_MS = 5 * 60_000;

export interface Panel {
  state: PanelState;
  clock: Clock;
  announcement: Announcement | undefined;
  confirmation: Confirmation;
  content: Content;
  feedback: Feedback;
  /** Answers to what the rep said here, on top until they were seen. */
  answers: readonly MyFeedback[];
  /** Marketing's question may be shown here. */
  asks: boolean;
  skipAsk: () => void;
  /** Shows a version in a tab of its own. */
  look: (versionId: string) => void;
  sayOfMine: SayOfMine;
  /** What the rep did and Leadside refused when it came. */
  refused: WaitingReply["refused"];
  dismiss: (id: string) => void;
  announce: (announcement: Announcement | undefined) => void;
  refresh: () => void;
  findByEmail: (email: string) => void;
  notThisPerson: () => void;
  close: () => void;
  openOptions: () => void;
  reloadTab: () => void;
  openRecord: (record: RecordRef) => void;
}

/** All that the panel shows and can do. */
export function usePanel(link: PanelLink): Panel {
  const ask = useAsk();
  const { target, visible, inert } = useLink(link);
  const { asked, adoptHint, type, notThisPerson } = useAskedEmail(target);
  const record = target?.subject === "person" ? target.record : undefined;
  const { kept, fresh, refresh } = useContextView(record, asked.email, {
    visible,
    kept: !asked.chosen,
  });
  const hintMayCome = useHintWindow(record && recordKey(record), visible);
  const state = panelState({
    target,
    inert,
    kept,
    fresh,
    email: asked.email,
    notByEmail: asked.chosen === "not_by_email",
    nobody: asked.nobody,
    hintMayCome: hintMayCome && !asked.chosen,
  });
  const now = useNow(visible);
  const clock = { now, zone: ownZone() };
  const { announcement, announce } = useAnnouncement(target ? recordKey(target.record) : undefined);
  const client = useQueryClient();
  const waiting = useWaiting(visible && record !== undefined);
  const current = record && recordKey(record);
  const confirmation = useConfirmation(current, waiting, announce, refresh);
  useEffect(() => {
    if (state.kind === "no_match") adoptHint(state.view);
    else if (hintChanges(state)) adoptHint(undefined);
  });

  const view = "view" in state ? state.view : undefined;
  useSeen(
    record && view && "person" in state && state.person
      ? { record, touchpoints: view.context.touchpoints.items }
      : undefined,
    visible,
  );

  const unreached = state.kind === "out_of_reach" || view?.stale !== undefined || noticed(state);
  const feedback = useFeedback({ record, view, visible, waiting, announce });
  useTellOtherTabs(link, feedback.giving);
  const { ask: question, feedback: ofRecord } = view?.context ?? {};
  const answers = useAnswers(record, ofRecord?.answered, visible);
  const { asks, skipAsk } = useAskPlace(record, unreached ? undefined : question, visible);
  const sayOfMine = useSayOfMine(record, announce);
  useEmptyOnAccount(link, announce, feedback.giving);
  const content = useContent(link, {
    record,
    view,
    offline: unreached,
    visible,
    clock,
    waiting,
    announce,
    refresh,
    feedback,
  });
  useRetry(visible && unreached, fresh?.asking ?? false, () => void refresh());
  useAskOnReturn(visible, needsAsking(state, view?.fetchedAt), refresh);
  useAskWhenOld(visible && !unreached, view?.fetchedAt, refresh);
  useSayingWho(state, clock, announce);

  return {
    state,
    clock,
    announcement,
    confirmation,
    content,
    feedback,
    answers,
    asks,
    skipAsk,
    look: (versionId) => void content.sending.look(versionId),
    sayOfMine,
    refused: waiting?.refused ?? [],
    dismiss: (id) =>
      void ask("panel.dismiss", { id }).then(() => client.invalidateQueries({ queryKey: WAITING_KEY })),
    announce,
    notThisPerson,
    refresh: () => {
      void refresh().then((answered) => {
        // Where nobody stood on screen, that somebody does now says it.
        if (answered && view) announce({ text: "Up to date." });
      });
    },
    findByEmail: (email) => {
      if (state.kind === "no_match") type(email, state.view);
    },
    close: () => {
      feedback.giving.letGo();
      void ask("panel.close", {});
    },
    openOptions: () => void ask("panel.openOptions", {}),
    reloadTab: () => {
      void ask("panel.reloadTab", {}).then((answer) => {
        // An updated extension hears nobody; this frame lives in the same tab, and its parent is out of reach.
        if (!answer.ok) announce({ text: "Reload this tab with your browser's own button." });
      });
    },
    openRecord: (other) => void ask("panel.openRecord", { record: other }),
  };
}

const noticed = (state: PanelState) => "notice" in state && state.notice?.code === "out_of_reach";

/** Whether what is on screen may have changed while nobody looked. */
function needsAsking(state: PanelState, fetchedAt: string | undefined): boolean {
  if (fetchedAt !== undefined) return Date.now() - new Date(fetchedAt).getTime() > OLD_MS;
  return !["starting", "inert", "no_record", "later", "loading", "extension_updated"].includes(state.kind);
}

/** Whether the page's e-mail, now that it is read, may find another than what is shown without it. */
function hintChanges(state: PanelState): boolean {
  if (state.kind === "loading") return state.nobody !== undefined;
  if (state.kind !== "person" && state.kind !== "nothing_yet" && state.kind !== "no_tool") return false;
  const { by, email } = state.view.context.match;
  const hint = state.target.hint?.email;
  return by === "email" && email !== undefined && email.toLowerCase() !== hint?.toLowerCase();
}

/** Another account, or none: all that the last one was shown goes at once, on screen and in memory; what they were writing is kept. */
function useEmptyOnAccount(
  link: PanelLink,
  announce: (announcement: undefined) => void,
  giving: FeedbackGiving,
): void {
  const client = useQueryClient();
  useEffect(
    () =>
      link.onAccount(() => {
        announce(undefined);
        giving.leave();
        for (const queryKey of [["context"], WAITING_KEY, MINE_KEY]) void client.resetQueries({ queryKey });
      }),
    [link, client, announce, giving],
  );
}

/** Asks once more when the rep comes back to the panel: after connecting in another tab, or after a while. */
function useAskOnReturn(visible: boolean, needed: boolean, refresh: () => Promise<unknown>): void {
  const latest = useRef({ needed, refresh });
  useEffect(() => {
    latest.current = { needed, refresh };
  });
  useEffect(() => {
    if (!visible) return;
    const back = () => {
      if (latest.current.needed) void latest.current.refresh();
    };
    back();
    window.addEventListener("focus", back);
    return () => window.removeEventListener("focus", back);
  }, [visible]);
}

/** A panel that stays in sight asks again when what it shows grew old: once for each answer. */
function useAskWhenOld(seen: boolean, fetchedAt: string | undefined, refresh: () => Promise<unknown>): void {
  const latest = useRef(refresh);
  useEffect(() => {
    latest.current = refresh;
  });
  useEffect(() => {
    if (!seen || fetchedAt === undefined) return;
    const due = new Date(fetchedAt).getTime() + OLD_MS - Date.now();
    // What was old from the start is asked for already.
    if (due <= 0) return;
    const timer = setTimeout(() => void latest.current(), due);
    return () => clearTimeout(timer);
  }, [seen, fetchedAt]);
}

/** Tells screen readers once whose facts now stand in the panel. */
function useSayingWho(state: PanelState, clock: Clock, announce: (announcement: Announcement) => void): void {
  const person = state.kind === "person" ? state : undefined;
  const who = person && `${recordKey(person.target.record)} ${headingName(person.person)}`;
  const latest = useRef({ person, clock });
  latest.current = { person, clock };
  useEffect(() => {
    if (who === undefined || !latest.current.person) return;
    const { person: shown, clock: at } = latest.current;
    const { unseen } = shown.view.context;
    const news =
      unseen.since === null ? "First look" : `${unseen.count} new since ${sinceWords(unseen.since, at)}`;
    announce({ text: `${headingName(shown.person) ?? "Not known yet"}. ${news}.`, quiet: true });
  }, [who, announce]);
}
