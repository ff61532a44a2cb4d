import { useEffect, useRef, useState } from "react";
import type { ContextView } from "../bridge/messages.ts";
import type { PanelLink } from "../bridge/panel-link.ts";
import type { Recommendation } from "../contract/recommendation.ts";
import type { RecordRef } from "../contract/record.ts";
import { recordKey } from "../contract/record-key.ts";
import type { Share } from "../contract/share.ts";
import { crmName } from "../crm/hosts.ts";
import { useAsk } from "./ask-context.ts";
import { headingName } from "./person-words.ts";
import { assetSaying } from "./sayings.ts";
import { sendable } from "./sendable.ts";
import { type Changed, mergedShares } from "./share-list.ts";
import type { Clock } from "./time-words.ts";
import type { Announcement } from "./use-announcement.ts";
import { type ChangeShare, useChangeShare } from "./use-change-share.ts";
import type { Feedback } from "./use-feedback.ts";
import { usePutAway } from "./use-put-away.ts";
import { type Sending, useSending } from "./use-sending.ts";
import type { WaitingReply } from "./use-waiting.ts";

/** What to send to the person on screen, what was sent, and what can be done about it. */
export interface Content {
  /** Undefined from a hub that knows no content: then there is nothing to find either. */
  recommended: readonly Recommendation[] | undefined;
  shares: readonly Share[];
  /** The record's CRM as people call it. */
  crm: string | null;
  /** The person asked not to get mail. */
  unsubscribed: boolean;
  /** Leadside cannot be reached: links that are known can be copied, new ones cannot be made. */
  offline: boolean;
  sending: Sending;
  putAway: (item: Recommendation) => void;
  change: ChangeShare;
  /** A share came anew, such as with its views. */
  keep: (share: Share) => void;
}

interface Surroundings {
  record: RecordRef | undefined;
  view: ContextView | undefined;
  offline: boolean;
  visible: boolean;
  clock: Clock;
  waiting: WaitingReply | undefined;
  announce: (announcement: Announcement) => void;
  refresh: () => Promise<boolean>;
  feedback: Feedback;
}

/** The panel's content for the record on screen. */
export function useContent(link: PanelLink, surroundings: Surroundings): Content {
  const { record, view, offline, visible, clock, waiting, announce, refresh, feedback } = surroundings;
  const key = record && recordKey(record);
  const [changed, setChanged] = useState<readonly (Changed & { record: string })[]>([]);
  const context = view?.context;
  const here = changed.filter(({ record }) => record === key);
  const shares = mergedShares(context?.shares ?? [], here, view?.fetchedAt ?? "");
  const keep = (share: Share) => {
    if (key === undefined) return;
    const at = new Date().toISOString();
    setChanged((before) => [
      ...before.filter((one) => one.share.id !== share.id),
      { share, at, record: key },
    ]);
  };
  const sending = useSending({
    record,
    name: headingName(context?.person),
    email: context?.person?.emails[0],
    shares,
    clock,
    announce,
    keep,
    onUnreached: () => void refresh(),
  });
  const { hidden, putAway, takeBack } = usePutAway(record, waiting, announce, refresh);
  const change = useChangeShare(useAsk(), record, keep, announce);
  useAskOnNews(link, key, visible, refresh);

  return {
    recommended: context?.recommended?.filter(({ assetId }) => !hidden.includes(assetId)),
    shares,
    crm: record ? crmName(record) : null,
    unsubscribed: context?.person?.unsubscribed ?? false,
    offline,
    sending,
    putAway: (recommendation) => {
      const item = sendable(recommendation);
      void putAway(item, feedback.on);
      // Marketing hears of it too, and may be told why.
      if (feedback.on) {
        feedback.give({
          ...assetSaying(recommendation, "not_for_lead"),
          words: "Put away for this lead.",
          onUndo: () => void takeBack(item),
        });
      }
    },
    change,
    keep,
  };
}

/** The background heard that this person read something, or that marketing answered: the panel that shows them says so at once. */
function useAskOnNews(
  link: PanelLink,
  key: string | undefined,
  visible: boolean,
  refresh: () => Promise<unknown>,
): void {
  const latest = useRef({ key, visible, refresh });
  useEffect(() => {
    latest.current = { key, visible, refresh };
  });
  useEffect(
    () =>
      link.onNews((record) => {
        const { key, visible, refresh } = latest.current;
        if (recordKey(record) !== key) return false;
        void refresh();
        return visible;
      }),
    [link],
  );
}
