import { useEffect, useState } from "react";
import type { Conditions } from "../../contract/condition.ts";
import { useHub } from "../use-hub.ts";
import { peopleWords } from "./asset-words.ts";
import { asksSomething } from "./sentence.ts";
import { useLater } from "./use-later.ts";

/** Writing is over for a moment; then it is counted. */
const PAUSE_MS = 300;
/** After the last change, until a screen reader hears what it made. */
const SAY_AFTER_MS = 1_000;

/**
 * Whom the sentence fits today, counted as it is written. A count that is overtaken is broken off.
 * @param assetId who was sent or read it is kept out
 */
export function usePreview(written: Conditions, assetId?: string) {
  const asks = asksSomething({ conditions: written });
  const conditions = useLater(written, PAUSE_MS);
  const read = useHub(
    "previewConditions",
    { conditions, ...(assetId === undefined ? {} : { assetId }) },
    { enabled: asks, keep: true },
  );
  const current = conditions === written && !read.isPlaceholderData;
  return {
    asks,
    preview: asks ? read.data : undefined,
    /** The figures are of the sentence as it was a moment ago. */
    old: !current,
    error: read.error,
    /** What each condition fits alone, where that was counted of these very conditions. */
    alone: asks && current ? read.data?.alone : undefined,
  };
}
export type Preview = ReturnType<typeof usePreview>;

/** "Fits 41 people", said once nothing has changed for a second. */
export function useSpokenFit({ asks, preview, old }: Preview, written: Conditions): string {
  const [spoken, setSpoken] = useState("");
  const text = !asks ? "" : preview && !old ? `Fits ${peopleWords(preview.fits.people)}` : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the sentence starts the second anew.
  useEffect(() => {
    if (text === undefined) return;
    const timer = setTimeout(() => setSpoken(text), SAY_AFTER_MS);
    return () => clearTimeout(timer);
  }, [text, written]);
  return spoken;
}
