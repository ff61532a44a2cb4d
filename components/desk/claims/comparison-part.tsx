import type { Claim, Comparison } from "../../../lib/contract/claim.ts";
import { ofOneClaim, questionWords, sideName } from "../../../lib/desk/claims/comparison-words.ts";
import { dateWords } from "../../../lib/desk/content/asset-words.ts";
import { differenceWords, shareWords } from "../../../lib/desk/share-words.ts";
import { useClock } from "../../../lib/desk/use-clock.ts";
import { OutsideText } from "../../ui/outside-text.tsx";
import { IntervalPicture } from "../chart/interval-picture.tsx";
import { InboxFigure } from "./inbox-figure.tsx";
import { StopComparison } from "./stop-comparison.tsx";

interface ComparisonPartProps {
  comparison: Comparison;
  /** Of the talking point that is looked at: what changed in each. */
  versions: Claim["versions"];
}

/** Is B better than A? The sentence first, then both rates, then the difference that it follows from. */
export function ComparisonPart({ comparison, versions }: ComparisonPartProps) {
  const clock = useClock();
  const { a, b, difference, words, pace, startedAt } = comparison;
  const question = questionWords(comparison);
  const apart = difference && differenceWords(difference);
  return (
    <section className="work-part comparison" aria-label={question}>
      <div className="part-head">
        <h2 className="part-title">
          <OutsideText>{question}</OutsideText>
        </h2>
        <span className="small-text">Since {dateWords(startedAt, clock)}</span>
      </div>
      <p className="finding">{words}</p>
      {pace && <p className="quiet-text">{pace}</p>}
      <table className="comparison-table">
        <caption className="visually-hidden">How often each landed, and the difference</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">What was said</span>
            </th>
            <th scope="col">Landed</th>
            <td className="comparison-axis">
              <span className="axis-ends" aria-hidden="true">
                <span>0 %</span>
                <span>50 %</span>
                <span>100 %</span>
              </span>
            </td>
            <th scope="col" className="comparison-range">
              90 % interval
            </th>
          </tr>
        </thead>
        <tbody>
          <SideRow comparison={comparison} side={b} versions={versions} look="person" />
          <SideRow comparison={comparison} side={a} versions={versions} look="plain" />
          <tr className="comparison-difference">
            <th scope="row">Difference</th>
            <td className="quiet-text">in points</td>
            <td className="comparison-axis">
              {difference && (
                <IntervalPicture
                  value={difference.value}
                  interval={difference.interval}
                  from={-1}
                  look="finding"
                />
              )}
              {difference && (
                <span className="axis-ends" aria-hidden="true">
                  <span>−100</span>
                  <span>no difference</span>
                  <span>+100</span>
                </span>
              )}
            </td>
            <td className="comparison-range">
              {apart ? (
                <>
                  {apart.points} <span className="quiet-text">{apart.range}</span>
                </>
              ) : (
                <span className="quiet-text">too few to say</span>
              )}
            </td>
          </tr>
        </tbody>
      </table>
      <p className="small-text">
        The sentence follows from the difference alone, and its interval allows for looking every day: at most
        one false alarm in ten comparisons. Only leads for whom both fit, each shown one of them by chance.
      </p>
      <StopComparison comparison={comparison} />
    </section>
  );
}

interface SideRowProps {
  comparison: Comparison;
  side: Comparison["a"];
  versions: Claim["versions"];
  look: "person" | "plain";
}

function SideRow({ comparison, side, versions, look }: SideRowProps) {
  const { landed, of, interval } = side.rate;
  const { counted, rate, range } = shareWords(landed, of, interval);
  const name = sideName(comparison, side);
  const note = ofOneClaim(comparison)
    ? versions.find(({ id }) => id === side.versionId)?.whatChanged
    : `version ${side.version}`;
  return (
    <tr>
      <th scope="row">
        <OutsideText>{name}</OutsideText>{" "}
        {note && (
          <span className="comparison-note">
            <OutsideText>{note}</OutsideText>
          </span>
        )}
      </th>
      <td>
        <InboxFigure
          count={of}
          text={counted}
          of={`of ${name}, landed or fell flat`}
          search={{ comparisonId: comparison.id, claimVersionId: side.versionId }}
        />
      </td>
      <td className="comparison-axis">
        {interval && <IntervalPicture value={landed / of} interval={interval} look={look} />}
      </td>
      <td className="comparison-range">
        {rate ? (
          <>
            {rate} <span className="quiet-text">{range}</span>
          </>
        ) : (
          <span className="quiet-text">no rate under ten</span>
        )}
      </td>
    </tr>
  );
}
