import type { Claim } from "../../../lib/contract/claim.ts";
import { AsksPart } from "./asks-part.tsx";
import { ComparisonPart } from "./comparison-part.tsx";
import { DecidedBefore } from "./decided-before.tsx";
import { StartComparison } from "./start-comparison.tsx";
import { WhyFlat } from "./why-flat.tsx";

interface ClaimFindingsProps {
  claim: Claim;
  /** The question to five reps is being written. */
  asking: boolean;
  onAsked: () => void;
}

/** What came of it: whether one is better than the other, why it fell flat, what reps answered, what was decided. */
export function ClaimFindings({ claim, asking, onAsked }: ClaimFindingsProps) {
  const running = claim.comparisons.filter(({ stoppedAt }) => stoppedAt === null);
  const stopped = claim.comparisons.filter(({ stoppedAt }) => stoppedAt !== null);
  return (
    <div className="claim-findings">
      {running.map((comparison) => (
        <div key={comparison.id}>
          <ComparisonPart comparison={comparison} versions={claim.versions} />
          <WhyFlat comparison={comparison} />
        </div>
      ))}
      {running.length === 0 && <StartComparison claim={claim} />}
      <AsksPart claim={claim} asking={asking} onAsked={onAsked} />
      {stopped.length > 0 && <DecidedBefore comparisons={stopped} />}
    </div>
  );
}
