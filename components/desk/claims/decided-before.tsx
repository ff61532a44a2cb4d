import type { Comparison } from "../../../lib/contract/claim.ts";
import { sideInText, sideName } from "../../../lib/desk/claims/comparison-words.ts";
import { dateWords } from "../../../lib/desk/content/asset-words.ts";
import { useClock } from "../../../lib/desk/use-clock.ts";
import { OutsideText } from "../../ui/outside-text.tsx";
import { InboxFigure } from "./inbox-figure.tsx";

/** Comparisons that were stopped, as they stood then. */
export function DecidedBefore({ comparisons }: { comparisons: readonly Comparison[] }) {
  const clock = useClock();
  return (
    <section className="work-part" aria-labelledby="decided">
      <div className="part-head" data-line>
        <h2 id="decided" className="part-title">
          Decided before
        </h2>
      </div>
      <ul className="decided">
        {comparisons.map((comparison) => (
          <li key={comparison.id}>
            <div>
              <p>
                <OutsideText>{sideName(comparison, comparison.b)}</OutsideText> against{" "}
                <OutsideText>{sideInText(comparison, comparison.a)}</OutsideText>:{" "}
                <Counted comparison={comparison} side="b" /> against{" "}
                <Counted comparison={comparison} side="a" /> landed
              </p>
              <p className="small-text">{comparison.words}</p>
            </div>
            <time dateTime={comparison.stoppedAt ?? undefined} className="quiet-text">
              {dateWords(comparison.stoppedAt ?? comparison.startedAt, clock)}
            </time>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Counted({ comparison, side }: { comparison: Comparison; side: "a" | "b" }) {
  const { versionId, rate } = comparison[side];
  return (
    <InboxFigure
      count={rate.of}
      text={`${rate.landed.toLocaleString("en-GB")} of ${rate.of.toLocaleString("en-GB")}`}
      of={sideName(comparison, comparison[side])}
      search={{ comparisonId: comparison.id, claimVersionId: versionId }}
    />
  );
}
