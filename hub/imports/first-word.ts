import { readEmail } from "../people/email.ts";
import type { FactKey } from "../people/said-facts.ts";
import type { TakenLine } from "./read-line.ts";

/**
 * Of several lines about one record, such as one for each of its campaigns, the first that says a thing is
 * heard. If they took turns, importing the file again would change everything there and back.
 * @returns a function that takes lines in their order and gives each without what was said before it
 */
export function firstWord(): (line: TakenLine) => TakenLine {
  const said = new Map<string, number>();
  return (line) => {
    const about = line.records[0] ?? (line.email === undefined ? "" : (readEmail(line.email)?.value ?? ""));
    const before = said.get(about) ?? 0;
    let now = before;
    const facts: TakenLine["facts"] = {};
    for (const [key, value] of Object.entries(line.facts) as [FactKey, string][]) {
      if (before & BITS[key]) continue;
      now |= BITS[key];
      facts[key] = value;
    }
    said.set(about, now);
    return { ...line, facts };
  };
}

/** A report may have half a million lines: what was said of each record is one number. */
const BITS: Record<FactKey, number> = {
  name: 1,
  title: 2,
  company: 4,
  stage: 8,
  sales_owner: 16,
  unsubscribed: 32,
};
