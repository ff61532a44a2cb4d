import { useState } from "react";
import type { RecordRef } from "../contract/record.ts";
import { recordKey } from "../contract/record-key.ts";
import { useAsk } from "./ask-context.ts";
import type { Announcement } from "./use-announcement.ts";

export interface Confirmation {
  /** A yes or an undo is on its way. */
  busy: boolean;
  /** Key of the record that was just confirmed, also while the word waits to be sent. */
  noted: string | undefined;
  confirm: (record: RecordRef, person: { id: string; name: string }) => Promise<void>;
  undo: (record: RecordRef, confirmationId: string) => Promise<void>;
}

/** The rep's word that a record is a person, which they can take back. */
export function useConfirmation(
  announce: (announcement: Announcement) => void,
  refresh: () => Promise<void>,
): Confirmation {
  const ask = useAsk();
  const [busy, setBusy] = useState(false);
  const [noted, setNoted] = useState<string>();

  async function undo(record: RecordRef, id: string): Promise<void> {
    setBusy(true);
    const answer = await ask("panel.undoConfirm", { record, id });
    setBusy(false);
    if (!answer.ok) return announce({ text: answer.error.message });
    setNoted(undefined);
    announce({ text: answer.value.sent ? "Taken back." : "Will be taken back when the connection is." });
    if (answer.value.sent) await refresh();
  }

  async function confirm(record: RecordRef, person: { id: string; name: string }): Promise<void> {
    setBusy(true);
    const answer = await ask("panel.confirm", { record, personId: person.id });
    setBusy(false);
    if (!answer.ok) return announce({ text: answer.error.message });
    const { confirmation, sent } = answer.value;
    setNoted(recordKey(record));
    announce({
      text: sent
        ? `Noted: this is ${person.name}.`
        : `Noted: this is ${person.name}. Sent when the connection is back.`,
      undo: () => void undo(record, confirmation.id),
    });
    if (sent) await refresh();
  }

  return { busy, noted, confirm, undo };
}
