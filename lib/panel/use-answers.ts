import { useEffect, useRef, useState } from "react";
import type { MyFeedback } from "../contract/feedback.ts";
import type { RecordRef } from "../contract/record.ts";
import { recordKey } from "../contract/record-key.ts";
import { useAsk } from "./ask-context.ts";

const LOOK_MS = 2_000;

/**
 * Answers to what the rep said at the record on screen: on top until they were seen, and then for the rest of this visit.
 * Seen is what was in sight for two seconds.
 * @param answered as the hub says
 */
export function useAnswers(
  record: RecordRef | undefined,
  answered: readonly MyFeedback[] | undefined,
  visible: boolean,
): readonly MyFeedback[] {
  const ask = useAsk();
  const key = record && recordKey(record);
  const [shown, setShown] = useState<{ key: string | undefined; items: readonly MyFeedback[] }>();
  const told = useRef(new Set<string>());
  const before = shown?.key === key ? (shown?.items ?? []) : [];
  const items = merged(before, answered ?? []);

  useEffect(() => {
    if (items !== before) setShown({ key, items });
  }, [items, before, key]);

  const unseen = items.flatMap(({ id, unseen, answers }) => {
    const newest = answers.at(-1);
    return unseen && newest && !told.current.has(newest.id) ? [{ id, answerId: newest.id }] : [];
  });
  const look = unseen.map(({ answerId }) => answerId).join(" ");
  const latest = useRef({ record, unseen });
  latest.current = { record, unseen };
  useEffect(() => {
    if (!visible || look === "") return;
    const timer = setTimeout(() => {
      const { record, unseen } = latest.current;
      if (!record) return;
      for (const { id, answerId } of unseen) {
        told.current.add(answerId);
        const request = { id, record, answerId };
        void ask("feedback.see", { key: crypto.randomUUID(), label: "Answer seen", request });
      }
    }, LOOK_MS);
    return () => clearTimeout(timer);
  }, [ask, look, visible]);
  return items;
}

/** What stands on top stays, as it is now, and what is new comes above it. The same list if nothing changed. Pure. */
export function merged(
  before: readonly MyFeedback[],
  answered: readonly MyFeedback[],
): readonly MyFeedback[] {
  const news = answered.filter(({ id }) => !before.some((item) => item.id === id));
  const stay = before.map((item) => {
    const now = answered.find(({ id }) => id === item.id);
    // What was seen meanwhile is the same answer still.
    return now && JSON.stringify({ ...now, unseen: item.unseen }) !== JSON.stringify(item) ? now : item;
  });
  const same = news.length === 0 && stay.every((item, at) => item === before[at]);
  return same ? before : [...news, ...stay];
}
