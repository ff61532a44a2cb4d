import type { Evidence } from "../../../../lib/contract/asset.ts";
import { rateWords } from "../../../../lib/desk/content/asset-words.ts";

/** What came of reading it: a rate as text first, then its interval on an axis that is never cut. */
export function AfterReading({ evidence }: { evidence: Evidence }) {
  const { counted, rate, range } = rateWords(evidence);
  return (
    <section className="fit-part" aria-label="What happened after reading">
      <h3 className="part-title">What happened after reading</h3>
      {evidence.readers === 0 ? (
        <p className="quiet-text">No person has read it yet. Machines are no readers.</p>
      ) : (
        <p>{counted} readers took a next step within 30 days</p>
      )}
      {evidence.interval && rate && (
        <p className="rate">
          <RatePicture share={evidence.nextStep / evidence.readers} interval={evidence.interval} />
          {rate} <span className="quiet-text">{range}</span>
        </p>
      )}
      <p className="small-text">
        {evidence.interval
          ? "90 % interval in brackets. Readers by link and on the website."
          : "No rate under ten readers. Until then marketing’s order counts."}
      </p>
    </section>
  );
}

function RatePicture({ share, interval: [low, high] }: { share: number; interval: [number, number] }) {
  const at = (part: number) => 1 + part * 148;
  return (
    <svg
      width="150"
      height="12"
      viewBox="0 0 150 12"
      className="rate-picture"
      aria-hidden="true"
      focusable="false"
    >
      <path className="rate-axis" d="M1 2.5v7M149 2.5v7M75 4v4M1 6h148" />
      <path className="rate-interval" d={`M${at(low)} 6H${at(high)}`} />
      <circle className="rate-value" cx={at(share)} cy="6" r="4" />
    </svg>
  );
}
