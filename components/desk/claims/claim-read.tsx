import { type ReactNode, useState } from "react";
import type { Claim } from "../../../lib/contract/claim.ts";
import { tidyClaim } from "../../../lib/desk/claims/claim-draft.ts";
import { useAssetTitles } from "../../../lib/desk/content/use-asset-titles.ts";
import { usePreview } from "../../../lib/desk/content/use-preview.ts";
import { useClock } from "../../../lib/desk/use-clock.ts";
import { momentWords } from "../../../lib/panel/time-words.ts";
import { Button } from "../../ui/button.tsx";
import { OutsideText } from "../../ui/outside-text.tsx";
import { JudgedPeople } from "../content/preview/judged-people.tsx";
import { Page } from "../shell/page.tsx";
import { ClaimAbout } from "./claim-about.tsx";
import { ClaimFindings } from "./claim-findings.tsx";
import { ClaimSentence } from "./claim-sentence.tsx";
import { ClaimVerified } from "./claim-verified.tsx";
import { ClaimVersions } from "./claim-versions.tsx";
import { ProofList } from "./proof-list.tsx";

interface ClaimReadProps {
  claim: Claim;
  back: ReactNode;
  onEdit: () => void;
}

/** A talking point as reps have it, and beside it how it lands. */
export function ClaimRead({ claim, back, onEdit }: ClaimReadProps) {
  const [asking, setAsking] = useState(false);
  const [newest] = claim.versions;
  if (!newest) return null;
  const { body, number } = newest;
  const retired = claim.retiredAt !== null;
  return (
    <Page
      title={claim.title}
      back={back}
      fact={`Talking point · version ${number}`}
      asideWidth="rest"
      asideLabel="How it lands"
      aside={<ClaimFindings claim={claim} asking={asking} onAsked={() => setAsking(false)} />}
      actions={
        <>
          {!retired && <Button onClick={() => setAsking(true)}>Ask five reps</Button>}
          <Button look="filled" onClick={onEdit}>
            {claim.draft ? "Go on with the draft" : "New version"}
          </Button>
        </>
      }
    >
      <DraftBand claim={claim} />
      {retired && <p className="asset-band">Retired: no rep sees it. What was said of it stays.</p>}
      <section className="work-part" aria-labelledby="say">
        <div className="part-head">
          <h2 id="say" className="part-title">
            Say
          </h2>
          <Button look="text" aria-label="Edit what to say" onClick={onEdit}>
            Edit
          </Button>
        </div>
        <blockquote className="claim-say" dir="auto">
          “{body.say}”
        </blockquote>
      </section>
      <ForWhom key={newest.id} body={body} />
      <ProofList proof={body.proof} />
      <ClaimVersions versions={claim.versions} />
      <ClaimVerified claim={claim} />
      <ClaimAbout claim={claim} />
    </Page>
  );
}

/** Whose draft waits here; reps do not see it. */
function DraftBand({ claim: { draft, versions } }: { claim: Claim }) {
  const clock = useClock();
  const published = versions[0]?.body;
  if (!draft || (published && JSON.stringify(tidyClaim(published)) === JSON.stringify(tidyClaim(draft.body))))
    return null;
  return (
    <p className="asset-band">
      A draft of the next version was kept {momentWords(draft.savedAt, clock)} by{" "}
      <OutsideText>{draft.by.name}</OutsideText>. Reps see version {versions[0]?.number} until it is
      published.
    </p>
  );
}

function ForWhom({ body }: { body: Claim["versions"][number]["body"] }) {
  const titles = useAssetTitles(body.conditions);
  const { preview, alone, error } = usePreview(body.conditions);
  const [open, setOpen] = useState(false);
  const people = preview?.fits.people;
  return (
    <section className="work-part" aria-labelledby="for-whom">
      <div className="part-head">
        <h2 id="for-whom" className="part-title">
          For whom and when
        </h2>
        <span className="quiet-text">
          {people === undefined ? (
            (error?.message ?? "Counting…")
          ) : people === 0 ? (
            "Fits nobody today"
          ) : (
            <>
              Fits{" "}
              <button type="button" className="opens" aria-expanded={open} onClick={() => setOpen(!open)}>
                {people.toLocaleString("en-GB")}
                <span className="visually-hidden">{people === 1 ? " person" : " people"}</span>
              </button>{" "}
              today
            </>
          )}
        </span>
      </div>
      <ClaimSentence sentence={body} alone={alone} titles={titles} />
      {open && (
        <div className="claim-people">
          <JudgedPeople
            conditions={body.conditions}
            assetId={undefined}
            which="fits"
            onClose={() => setOpen(false)}
          />
        </div>
      )}
    </section>
  );
}
