import type { Evidence } from "../../../../lib/contract/asset.ts";
import { rateWords } from "../../../../lib/desk/content/asset-words.ts";
import { IntervalPicture } from "../../chart/interval-picture.tsx";

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
          <span className="rate-picture">
            <IntervalPicture value={evidence.nextStep / evidence.readers} interval={evidence.interval} />
          </span>
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
