import { useState } from "react";
import { HubError } from "../call-hub.ts";
import type { DraftKeeper } from "./draft-keeper.ts";

/** Acts that end a draft, such as publishing it. Where one fails it says why, and what was written is kept after all. */
export function useEndDraft<Body>(keeper: DraftKeeper<Body>) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const trying = async (act: () => Promise<void>, otherwise: () => void): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      // A draft that is kept later than this would come back as one.
      await keeper.forget();
      await act();
    } catch (error) {
      otherwise();
      setProblem(error instanceof HubError ? error.message : "That did not work. Try again.");
    } finally {
      setBusy(false);
    }
  };
  return { busy, problem, trying };
}
