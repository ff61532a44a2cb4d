import type { Ask, TalkingPoint } from "../contract/claim.ts";
import { reasonWords, typeWords } from "../contract/feedback-words.ts";
import type { Recommendation } from "../contract/recommendation.ts";
import type { Share } from "../contract/share.ts";
import type { Saying } from "./said.ts";

/** Why it stood in the panel, as it goes along: "Read pricing twice, VP Data. Fits if …". */
function because({ reasons, undecided }: Pick<Recommendation, "reasons" | "undecided">): string | undefined {
  const facts = reasons.map(({ words }) => words).join(", ");
  return [facts, undecided].filter(Boolean).join(". ") || undefined;
}

/** Of what is recommended. Pure, as all of these. */
export function assetSaying(
  recommendation: Recommendation,
  type: "not_for_lead" | "wrong_fact" | "out_of_date",
): Saying {
  const { assetId, version = 1, title } = recommendation;
  // That it was put away waits under its own name beside it.
  const what = type === "not_for_lead" ? "Marketing is told: not for this lead" : typeWords(type);
  return {
    about: { what: "asset", assetId, version },
    type,
    label: `${what}: ${title}`,
    shownBecause: because(recommendation),
  };
}

/** Of what was sent. */
export function shareSaying(share: Share, type: "landed" | "fell_flat" | "not_discussed"): Saying {
  return {
    about: { what: "share", shareId: share.id },
    type,
    label: `${typeWords(type)}: ${share.title}`,
  };
}

/** Of a sentence that was said. */
export function pointSaying(point: TalkingPoint, type: "landed" | "fell_flat"): Saying {
  const { versionId, comparisonId, title } = point;
  return {
    about: {
      what: "claim",
      claimVersionId: versionId,
      ...(comparisonId === undefined ? {} : { comparisonId }),
    },
    type,
    label: `${typeWords(type)}: ${title}`,
    shownBecause: because(point),
  };
}

/** To a question of marketing's. */
export function askSaying(ask: Ask, reason: string): Saying {
  return {
    about: { what: "ask", askId: ask.id },
    type: "ask_answer",
    label: `${reasonWords("ask_answer", reason)}: ${ask.question}`,
    reasons: [reason],
  };
}

/** From the foot of the panel. */
export function footSaying(type: "request" | "data_wrong"): Saying {
  const label = type === "request" ? "I needed something else" : "This data is wrong";
  return { about: { what: "nothing" }, type, label };
}
