import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { RecordRef } from "../contract/record.ts";
import { recordKey } from "../contract/record-key.ts";
import { useAsk } from "./ask-context.ts";
import type { Announcement } from "./use-announcement.ts";
import { WAITING_KEY, type WaitingReply } from "./use-waiting.ts";

export interface Confirmation {
  /** A yes or an undo about the record on screen is on its way. */
  busy: boolean;
  /** Key of the record on screen if it was just confirmed, also while the word waits to be sent. */
  noted: string | undefined;
  confirm: (record: RecordRef, person: { id: string; name: string }) => Promise<void>;
  undo: (record: RecordRef, confirmationId: string) => Promise<void>;
}

/** A word of the rep that was kept and not sent yet. */
interface Followed {
  id: string;
  record: string;
  /** What is said once it arrived. */
  arrived: Announcement;
  /** What is said when it has to wait. */
  waits: Announcement;
  /** It was said already that it waits for the connection. */
  toldToWait: boolean;
}

/**
 * The rep's word that a record is a person, which they can take back. A word that could not be sent at once is
 * followed until it arrived or was refused.
 * @param current key of the record on screen
 * @param waiting what waits by now
 */
export function useConfirmation(
  current: string | undefined,
  waiting: WaitingReply | undefined,
  announce: (announcement: Announcement) => void,
  refresh: () => Promise<unknown>,
): Confirmation {
  const ask = useAsk();
  const client = useQueryClient();
  const [busy, setBusy] = useState<readonly string[]>([]);
  const [noted, setNoted] = useState<readonly string[]>([]);
  const [followed, setFollowed] = useState<readonly Followed[]>([]);
  const latest = useRef({ current, announce, refresh });
  latest.current = { current, announce, refresh };

  /** Only beside the record that it is about. */
  function say(record: string, announcement: Announcement): void {
    if (latest.current.current === record) latest.current.announce(announcement);
  }

  async function whileBusy<Answer>(record: string, asking: Promise<Answer>): Promise<Answer> {
    setBusy((before) => [...before, record]);
    const answer = await asking;
    setBusy((before) => without(before, record));
    void client.invalidateQueries({ queryKey: WAITING_KEY });
    return answer;
  }

  async function settle(word: Followed, { sent, sending }: { sent: boolean; sending: boolean }) {
    if (sent) {
      say(word.record, word.arrived);
      if (latest.current.current === word.record) await latest.current.refresh();
      return;
    }
    say(word.record, sending ? { ...word.waits, text: "Noted. Still sending." } : word.waits);
    // What waits is read anew before it is compared with: the reading before knew nothing of this word.
    await client.invalidateQueries({ queryKey: WAITING_KEY });
    setFollowed((before) => [...before, { ...word, toldToWait: !sending }]);
  }

  async function undo(record: RecordRef, confirmationId: string): Promise<void> {
    const key = recordKey(record);
    const answer = await whileBusy(key, ask("panel.undoConfirm", { record, id: confirmationId }));
    if (!answer.ok) return say(key, { text: answer.error.message });
    setNoted((before) => without(before, key));
    const word = { id: answer.value.id, record: key, toldToWait: false };
    const arrived = { text: "Taken back." };
    await settle({ ...word, arrived, waits: { text: "Taken back when the connection is." } }, answer.value);
  }

  async function confirm(record: RecordRef, person: { id: string; name: string }): Promise<void> {
    const key = recordKey(record);
    const answer = await whileBusy(key, ask("panel.confirm", { record, personId: person.id }));
    if (!answer.ok) return say(key, { text: answer.error.message });
    const { id } = answer.value.confirmation;
    setNoted((before) => [...before, key]);
    const take = () => void undo(record, id);
    const arrived = { text: `Noted: this is ${person.name}.`, undo: take };
    const waits = { text: `${arrived.text} Sent when the connection is back.`, undo: take };
    await settle({ id, record: key, arrived, waits, toldToWait: false }, answer.value);
  }

  useEffect(() => {
    if (!waiting || followed.length === 0) return;
    const still = followed.flatMap((word): Followed[] => {
      const refused = waiting.refused.find(({ id }) => id === word.id);
      const waits = waiting.items.some(({ id }) => id === word.id);
      if (waits && (word.toldToWait || waiting.sending)) return [word];
      const here = latest.current.current === word.record;
      if (waits) {
        if (here) latest.current.announce(word.waits);
        return [{ ...word, toldToWait: true }];
      }
      if (refused) setNoted((before) => without(before, word.record));
      if (here) {
        latest.current.announce(refused ? { text: refused.message } : word.arrived);
        void latest.current.refresh();
      }
      return [];
    });
    if (still.length !== followed.length || still.some((word, at) => word !== followed[at])) {
      setFollowed(still);
    }
  }, [waiting, followed]);

  return {
    busy: current !== undefined && busy.includes(current),
    noted: current !== undefined && noted.includes(current) ? current : undefined,
    confirm,
    undo,
  };
}

/** Without one of that value, since each is there as often as it was put in. */
function without(list: readonly string[], value: string): readonly string[] {
  const at = list.indexOf(value);
  return at < 0 ? list : list.toSpliced(at, 1);
}
