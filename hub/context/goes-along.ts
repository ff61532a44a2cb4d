import type { FeedbackContext } from "../../lib/contract/feedback.ts";
import type { KnownPerson } from "../people/read-person.ts";
import type { Beside } from "../recommend/read-beside.ts";
import { dealWords } from "./deal-words.ts";

/** Of a part, as the contract has it. */
const LONGEST = 400;

/**
 * What goes along with feedback that is given here, as it is shown; what is not known is absent.
 * @param beside undefined where the hub has neither content nor talking points
 */
export function goesAlong(
  { facts, company }: KnownPerson,
  beside: Pick<Beside, "employees" | "industry" | "country" | "deal"> | undefined,
  now: Date,
): FeedbackContext {
  const parts: Record<keyof FeedbackContext, string | null | undefined> = {
    name: facts.name,
    title: facts.title,
    company: company?.name,
    companySize: beside?.employees,
    industry: beside?.industry,
    country: beside?.country,
    stage: facts.stage,
    deal: beside?.deal && dealWords(beside.deal, now),
    shownBecause: undefined,
  };
  return Object.fromEntries(
    Object.entries(parts).flatMap(([part, text]) => (text ? [[part, text.slice(0, LONGEST)]] : [])),
  );
}
