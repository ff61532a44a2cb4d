import { useState } from "react";
import type { ContextView, Target } from "../bridge/messages.ts";
import { recordKey } from "../contract/record-key.ts";
import type { AskedEmail } from "./panel-state.ts";

interface Asked {
  record: string;
  email?: AskedEmail | undefined;
  /** The rep typed an address, or said that the found one is somebody else. */
  chosen?: "typed" | "not_by_email";
  /** The answer "nobody" that stands until this address is looked up: the rep may be typing under it. */
  nobody?: ContextView;
}

/**
 * Which e-mail goes along with the question who a record is. The page's hint goes along from the start,
 * or later if nobody had the record: a hint that arrives after the person was found changes nothing.
 * When the page takes its hint back, who was found by it goes too.
 */
export function useAskedEmail(target: Target | null | undefined) {
  const record = target ? recordKey(target.record) : "";
  const hint = target?.hint ? ({ value: target.hint.email, from: "page" } as const) : undefined;
  const [state, setAsked] = useState<Asked>({ record, email: hint });
  // A new record starts anew in the same render, so that no address of the last one goes along.
  const takenBack = state.email?.from === "page" && state.email.value !== hint?.value;
  const asked: Asked = state.record === record && !takenBack ? state : { record, email: hint };
  if (asked !== state) setAsked(asked);

  return {
    asked,
    /** Asks again with a hint that came late; the answer "nobody" stands meanwhile, if it was on screen. */
    adoptHint: (nobody: ContextView | undefined) => {
      if (!hint || asked.chosen || asked.email !== undefined) return;
      setAsked({ record, email: hint, ...(nobody ? { nobody } : {}) });
    },
    type: (value: string, nobody: ContextView) =>
      setAsked({ record, email: { value, from: "typed" }, chosen: "typed", nobody }),
    notThisPerson: () => setAsked({ record, chosen: "not_by_email" }),
  };
}
