import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { RecordRef } from "../contract/record.ts";
import { recordKey } from "../contract/record-key.ts";
import { useAsk } from "./ask-context.ts";
import type { Sendable } from "./sendable.ts";
import type { Announcement } from "./use-announcement.ts";
import { WAITING_KEY, type WaitingReply } from "./use-waiting.ts";

export interface PutAway {
  /** Assets that were put away at the record on screen, just now. */
  hidden: readonly string[];
  /** `quiet`: another says what came of it, and how it is taken back. */
  putAway: (item: Sendable, quiet?: boolean) => Promise<void>;
  takeBack: (item: Sendable) => Promise<void>;
}

interface Put {
  record: string;
  assetId: string;
  /** Of the word itself, once it is known. */
  id?: string;
}

/** "Not for this lead": gone at once, can be taken back, and waits for the connection where there is none. */
export function usePutAway(
  record: RecordRef | undefined,
  waiting: WaitingReply | undefined,
  announce: (announcement: Announcement) => void,
  refresh: () => Promise<unknown>,
): PutAway {
  const ask = useAsk();
  const client = useQueryClient();
  const [put, setPut] = useState<readonly Put[]>([]);
  const current = record && recordKey(record);
  const latest = useRef({ current, announce, refresh });
  latest.current = { current, announce, refresh };

  function say(about: string, announcement: Announcement): void {
    if (latest.current.current === about) latest.current.announce(announcement);
  }

  const bringBack = (one: Put) =>
    setPut((before) =>
      before.filter(({ record, assetId }) => record !== one.record || assetId !== one.assetId),
    );

  async function done(about: string, sent: boolean): Promise<void> {
    await client.invalidateQueries({ queryKey: WAITING_KEY });
    if (sent && latest.current.current === about) await latest.current.refresh();
  }

  async function undo(at: RecordRef, one: Required<Put>, title: string): Promise<void> {
    bringBack(one);
    const answer = await ask("content.undoPutAway", { record: at, id: one.id, title });
    if (!answer.ok) return say(one.record, { text: answer.error.message });
    say(one.record, { text: answer.value.sent ? "Taken back." : "Taken back when the connection is." });
    await done(one.record, answer.value.sent);
  }

  /** Words that are on their way: an undo waits for its word. */
  const going = useRef(new Map<string, Promise<(() => Promise<void>) | undefined>>());

  async function begin({ assetId, title }: Sendable, at: RecordRef, quiet: boolean) {
    const about = recordKey(at);
    const one = { record: about, assetId };
    setPut((before) => [...before, one]);
    const answer = await ask("content.putAway", { record: at, assetId, title });
    if (!answer.ok) {
      bringBack(one);
      say(about, { text: answer.error.message });
      return undefined;
    }
    const { id, sent, sending } = answer.value;
    setPut((before) => before.map((other) => (other === one ? { ...one, id } : other)));
    const waits = sent || sending ? "" : " Sent when the connection is back.";
    const takeBack = () => undo(at, { ...one, id }, title);
    if (!quiet) say(about, { text: `Put away for this lead.${waits}`, undo: () => void takeBack() });
    await done(about, sent);
    return takeBack;
  }

  async function putAway(item: Sendable, quiet = false): Promise<void> {
    if (!record) return;
    const putting = begin(item, record, quiet);
    going.current.set(item.assetId, putting);
    await putting;
  }

  async function takeBack(item: Sendable): Promise<void> {
    const undo = await going.current.get(item.assetId);
    await undo?.();
  }

  const refused = new Set(waiting?.refused.map(({ id }) => id));
  const hidden = put.flatMap(({ record, assetId, id }) =>
    record === current && !(id !== undefined && refused.has(id)) ? [assetId] : [],
  );
  return { hidden, putAway, takeBack };
}
