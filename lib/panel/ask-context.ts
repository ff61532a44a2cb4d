import { createContext, useContext } from "react";
import type { ask } from "../bridge/ask.ts";

/** How the panel, the options and the popup ask the background. Never throws. */
export type Ask = typeof ask;

const AskContext = createContext<Ask | null>(null);

export const AskProvider = AskContext.Provider;

/** @throws outside of an `AskProvider`: a mistake in wiring */
export function useAsk(): Ask {
  const ask = useContext(AskContext);
  if (!ask) throw new Error("useAsk needs an AskProvider around it.");
  return ask;
}
