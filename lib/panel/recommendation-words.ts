import type { Evidence } from "../contract/asset.ts";
import type { TalkingPoint } from "../contract/claim.ts";
import type { Recommendation } from "../contract/recommendation.ts";
import { type Clock, rowWords } from "./time-words.ts";

/** Who vouches for it: "verified by Dana Reyes, 2 Nov", or that this is overdue, or undefined. */
export function verifiedWords(
  { verified }: Pick<Recommendation, "verified">,
  clock: Clock,
): string | undefined {
  if (!verified) return undefined;
  const when = `${verified.by}, ${rowWords(verified.at, clock)}`;
  return verified.overdue ? `review overdue: last verified by ${when}` : `verified by ${when}`;
}

/** What is known of how it worked. `figure` opens to `interval`. */
export type SoFar = { figure: string; rest: string; interval: string } | { words: string };

/** "12 of 41 readers took a next step", or that there are too few to say anything. */
export function soFar(evidence: Evidence | null): SoFar {
  if (!evidence || evidence.interval === null) return { words: "New. Marketing's order." };
  const { readers, nextStep, interval } = evidence;
  const [low, high] = interval.map((share) => Math.round(share * 100));
  return {
    figure: `${nextStep} of ${readers} readers`,
    rest: " took a next step",
    interval: `Of all like them, between ${low} and ${high} of 100 do (90 % interval).`,
  };
}

/** How to use it, step by step; a word that marketing wrote itself is not said twice. */
export function steps({ openWith, show, ask, nextStep }: Recommendation["how"]): string[] {
  return [
    step("Open with", openWith),
    step("Show", show),
    step("Ask", ask),
    nextStep?.trim() ? sentence(nextStep.trim()) : undefined,
  ].flatMap((words) => words ?? []);
}

function step(verb: string, text: string | undefined): string | undefined {
  const said = text?.trim();
  if (!said) return undefined;
  const saysIt = said.toLowerCase().startsWith(`${verb.toLowerCase()} `);
  return saysIt ? sentence(said) : `${verb}: ${said}`;
}

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** Fewer say nothing of how it does. */
const FEWEST = 5;

/** "landed 18 of 24 times", or undefined for what too few said anything about. */
export function landedWords({ landed, of }: Pick<TalkingPoint, "landed" | "of">): string | undefined {
  return of < FEWEST ? undefined : `landed ${landed} of ${of} times`;
}
