import { useState } from "react";
import type { Claim } from "../../../lib/contract/claim.ts";
import { useNotice } from "../../../lib/desk/notice.ts";
import { useHub, useHubWrite } from "../../../lib/desk/use-hub.ts";
import { Button } from "../../ui/button.tsx";
import { OutsideText } from "../../ui/outside-text.tsx";
import { type Found, TitleSearch } from "./title-search.tsx";

interface Other extends Found {
  versionId: string;
}

/** Nothing is compared now: what there is to know without, and the way to compare. */
export function StartComparison({ claim }: { claim: Claim }) {
  const [choosing, setChoosing] = useState(false);
  const retired = claim.retiredAt !== null;
  const said = claim.landed + claim.fellFlat;
  return (
    <section className="work-part" aria-labelledby="compared">
      <h2 id="compared" className="part-title">
        How it lands
      </h2>
      <p className="finding">
        {said === 0
          ? "Nobody has said yet how it went."
          : `Version ${claim.version?.number} landed ${claim.landed.toLocaleString("en-GB")} of ${said.toLocaleString("en-GB")} times.`}
      </p>
      <p className="quiet-text">
        {said === 0
          ? "Reps tell with one click, beside the lead they said it to."
          : "Each version met leads of its own time, so the figures of two versions compare nothing by themselves."}
      </p>
      {!retired && !choosing && (
        <div className="part-buttons">
          <Button onClick={() => setChoosing(true)}>Compare with another</Button>
          <span className="small-text">
            Each fitting lead then sees one of the two, by chance, until one has landed more often.
          </span>
        </div>
      )}
      {choosing && <Choose claim={claim} onDone={() => setChoosing(false)} />}
    </section>
  );
}

function Choose({ claim, onDone }: { claim: Claim; onDone: () => void }) {
  const notice = useNotice();
  const start = useHubWrite("startComparison", ["claim", "claims"]);
  const [newest, ...older] = claim.versions;
  if (!newest) return null;
  const begin = (aVersionId: string, words: string) =>
    start.mutate(
      { aVersionId, bVersionId: newest.id },
      {
        onSuccess: () => {
          notice({ text: `Comparing with ${words} from now on.` });
          onDone();
        },
      },
    );
  return (
    <section className="compare-with" aria-label="Compare with another">
      {older.length > 0 && (
        <>
          <h3 className="small-text">An older version</h3>
          <ul className="compare-older">
            {older.map(({ id, number, body }) => (
              <li key={id}>
                <Button
                  look="text"
                  aria-label={`Compare with version ${number}`}
                  onClick={() => begin(id, `version ${number}`)}
                >
                  Version {number}
                </Button>{" "}
                <span className="small-text">
                  “<OutsideText>{body.say}</OutsideText>”
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      <TitleSearch<Other>
        label="Another talking point for the same moment"
        verb="Compare with"
        useFound={useOthers}
        except={claim.id}
        onTake={({ versionId, title }) => begin(versionId, `“${title}”`)}
      />
      {start.error && (
        <p className="form-problem" role="alert">
          {start.error.message}
        </p>
      )}
      <div className="part-buttons">
        <Button onClick={onDone}>Cancel</Button>
      </div>
    </section>
  );
}

/** Talking points that reps see, and that are not compared yet. */
function useOthers(query: string): readonly Other[] | undefined {
  const read = useHub("claims", query ? { query } : {}, { keep: true });
  return read.data?.items.flatMap(({ id, title, version, comparing }) =>
    version === null || comparing
      ? []
      : [{ id, title, versionId: version.id, note: `version ${version.number}` }],
  );
}
