import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import type { ContextView } from "../bridge/messages.ts";
import type { RecordRef } from "../contract/record.ts";
import { recordKey } from "../contract/record-key.ts";
import { useAsk } from "./ask-context.ts";
import { FeedbackGiving } from "./feedback-giving.ts";
import type { Said, Saying } from "./said.ts";
import type { Announcement } from "./use-announcement.ts";
import { MINE_KEY } from "./use-my-feedback.ts";
import { WAITING_KEY, type WaitingReply } from "./use-waiting.ts";

/** What the rep says to marketing at the record on screen. */
export interface Feedback {
  /** The hub takes feedback. */
  on: boolean;
  /** What was said in this place of the record just now. */
  saidAt: (place: string) => Said | undefined;
  give: (saying: Saying) => void;
  giving: FeedbackGiving;
}

interface Surroundings {
  record: RecordRef | undefined;
  view: ContextView | undefined;
  visible: boolean;
  waiting: WaitingReply | undefined;
  announce: (announcement: Announcement) => void;
}

export function useFeedback({ record, view, visible, waiting, announce }: Surroundings): Feedback {
  const ask = useAsk();
  const client = useQueryClient();
  const current = record && recordKey(record);
  const latest = useRef({ current, announce });
  latest.current = { current, announce };
  const [giving] = useState(
    () =>
      new FeedbackGiving({
        ask,
        announce: (at, announcement) => {
          if (latest.current.current === recordKey(at)) latest.current.announce(announcement);
        },
        changed: () =>
          Promise.all([MINE_KEY, WAITING_KEY].map((queryKey) => client.invalidateQueries({ queryKey }))),
      }),
  );
  const said = useSyncExternalStore(giving.subscribe, () => giving.said);
  useLetGo(giving, current, visible);
  useEffect(() => {
    if (!waiting) return;
    giving.heard({
      waits: (key) => waiting.items.some(({ id }) => id === key),
      refused: (key) => waiting.refused.some(({ id }) => id === key),
    });
  }, [giving, waiting]);
  const goesAlong = view?.context.feedback?.goesAlong;
  return {
    on: goesAlong !== undefined,
    saidAt: (place) => said.find((one) => one.place === place && recordKey(one.record) === current),
    give: (saying) => {
      if (record && goesAlong) giving.give(record, goesAlong, saying);
    },
    giving,
  };
}

/**
 * Going to another record, closing the panel or leaving the page lets go what is being written. Another tab in front does
 * not: the rep may come back, and if they do not, it goes by itself.
 */
function useLetGo(giving: FeedbackGiving, current: string | undefined, visible: boolean): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the record changes, what was written at the last one goes.
  useEffect(() => () => giving.letGo(), [giving, current]);
  useEffect(() => {
    if (!visible && document.visibilityState === "visible") giving.letGo();
  }, [giving, visible]);
  useEffect(() => {
    const leave = () => giving.letGo(true);
    const hide = () => giving.keep();
    window.addEventListener("pagehide", leave);
    document.addEventListener("visibilitychange", hide);
    return () => {
      window.removeEventListener("pagehide", leave);
      document.removeEventListener("visibilitychange", hide);
    };
  }, [giving]);
}
