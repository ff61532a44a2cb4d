import type { ClaimBody } from "../../contract/claim.ts";
import { type AssetTitles, guidanceWords } from "../../contract/condition-words.ts";

/** "Say to VP or head of data, when they read pricing, to get a technical call": as one sentence, for who hears it. */
export function spokenSentence({ conditions, toGet }: ClaimBody, titles: AssetTitles): string {
  const { whenToUse } = guidanceWords({ conditions, toGet }, titles);
  return `Say to ${whenToUse}`;
}
