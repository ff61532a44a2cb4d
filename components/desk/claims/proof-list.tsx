import { Link } from "@tanstack/react-router";
import type { ClaimBody } from "../../../lib/contract/claim.ts";
import type { AssetTitles } from "../../../lib/contract/condition-words.ts";
import { useTitles } from "../../../lib/desk/content/use-asset-titles.ts";
import { OutsideLink } from "../../ui/outside-link.tsx";
import { OutsideText } from "../../ui/outside-text.tsx";

type Proof = ClaimBody["proof"][number];

/** What speaks for it, and where that stands. */
export function ProofList({ proof }: { proof: readonly Proof[] }) {
  const titles = useTitles(proof.flatMap(({ assetId }) => assetId ?? []));
  return (
    <section className="work-part" aria-labelledby="proof">
      <div className="part-head" data-line>
        <h2 id="proof" className="part-title">
          Proof
        </h2>
      </div>
      {proof.length === 0 ? (
        <p className="quiet-text">Nothing yet. A rep who is doubted has nothing to show.</p>
      ) : (
        <ul className="proof-list">
          {proof.map((one) => (
            <li key={JSON.stringify(one)}>
              <span>
                <OutsideText>{one.words}</OutsideText>
              </span>
              <Where proof={one} titles={titles} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Where({ proof: { assetId, page, url }, titles }: { proof: Proof; titles: AssetTitles }) {
  if (assetId)
    return (
      <Link to="/content/$assetId" params={{ assetId }} className="proof-where">
        <OutsideText>{titles.get(assetId) ?? "Content that is gone"}</OutsideText>
        {page !== undefined && `, page ${page.toLocaleString("en-GB")}`}
      </Link>
    );
  return url ? (
    <span className="proof-where">
      <OutsideLink url={url} />
    </span>
  ) : null;
}
