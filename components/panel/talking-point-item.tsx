import "./did-it.css";
import { useState } from "react";
import type { TalkingPoint } from "../../lib/contract/claim.ts";
import { copyText } from "../../lib/panel/copy-text.ts";
import { placeOf } from "../../lib/panel/feedback-draft.ts";
import { landedWords, verifiedWords } from "../../lib/panel/recommendation-words.ts";
import { pointSaying } from "../../lib/panel/sayings.ts";
import type { Clock } from "../../lib/panel/time-words.ts";
import type { Panel } from "../../lib/panel/use-panel.ts";
import { Button } from "../ui/button.tsx";
import { Chip } from "../ui/chip.tsx";
import { FactButton } from "../ui/fact-button.tsx";
import { Icon } from "../ui/icon.tsx";
import { Labelled } from "../ui/labelled.tsx";
import { OutsideLink } from "../ui/outside-link.tsx";
import { OutsideText } from "../ui/outside-text.tsx";
import { FeedbackForm } from "./feedback-form.tsx";
import { Reasons } from "./reasons.tsx";

interface TalkingPointItemProps {
  point: TalkingPoint;
  panel: Panel;
  clock: Clock;
  /** Its title stands above it. */
  titled?: boolean;
}

const ANSWERS = [
  ["landed", "Landed"],
  ["fell_flat", "Fell flat"],
] as const;

/** A sentence to say: its proof, why it fits, and whether it landed. Our own words stand without quotation marks. */
export function TalkingPointItem({ point, panel, clock, titled = false }: TalkingPointItemProps) {
  const { title, say, proof, reasons, undecided, verified, credit } = point;
  const known = [verifiedWords(point, clock), landedWords(point)].filter(Boolean);
  const place = placeOf({ what: "claim", claimVersionId: point.versionId });
  const copy = async () =>
    panel.announce({ text: (await copyText(say)) ? "Copied." : "The browser did not allow copying here." });
  return (
    <>
      {titled && (
        <h3 className="section-title">
          <OutsideText>{title}</OutsideText>
        </h3>
      )}
      <p className="say" dir="auto">
        {say}
      </p>
      {credit && <p className="say-meta">{credit.words}</p>}
      <div className="say-body">
        {proof.length > 0 && (
          <Labelled label="Proof">
            <ul>
              {proof.map((one, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two proofs may have the same words, and none moves.
                <li key={index}>
                  <Proof proof={one} onLook={panel.look} />
                </li>
              ))}
            </ul>
          </Labelled>
        )}
        {(reasons.length > 0 || undecided) && (
          <Labelled label="Why this">
            <Reasons reasons={reasons} undecided={undecided} clock={clock} />
          </Labelled>
        )}
      </div>
      {known.length > 0 && (
        <p className="say-meta">
          <span className={verified?.overdue ? "attention" : undefined}>{known.join(" · ")}</span>
        </p>
      )}
      <div className="say-buttons">
        <Button onClick={() => void copy()}>
          <Icon name="copy" size={14} />
          Copy
        </Button>
        {panel.feedback.on && <DidItLand point={point} panel={panel} />}
      </div>
      <FeedbackForm
        place={place}
        feedback={panel.feedback}
        // Why something landed is no question that has answers to choose from.
        question={panel.feedback.saidAt(place)?.type === "fell_flat" ? "Why?" : undefined}
      />
    </>
  );
}

function Proof({
  proof,
  onLook,
}: {
  proof: TalkingPoint["proof"][number];
  onLook: (versionId: string) => void;
}) {
  const [open, setOpen] = useState(false);
  const { words, asset, url } = proof;
  if (!asset && !url) return <OutsideText>{words}</OutsideText>;
  return (
    <>
      <FactButton open={open} onClick={() => setOpen(!open)}>
        <OutsideText>{words}</OutsideText>
      </FactButton>
      {open && (
        <span className="reason-rows proof-rows">
          {asset && (
            <Button look="text" onClick={() => onLook(asset.versionId)}>
              <OutsideText>{asset.title}</OutsideText>
              {asset.page !== undefined && `, page ${asset.page}`}
            </Button>
          )}
          {url && <OutsideLink url={url} />}
        </span>
      )}
    </>
  );
}

/** One click; the same again takes it back, the other one takes its place. What was said at another visit stands till then. */
function DidItLand({ point, panel: { feedback } }: { point: TalkingPoint; panel: Panel }) {
  const said = feedback.saidAt(placeOf({ what: "claim", claimVersionId: point.versionId }));
  const chosen = said?.type ?? point.said;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields.
    <div className="did-it" role="group" aria-label="Did it land?">
      <span aria-hidden="true">Did it land?</span>
      {ANSWERS.map(([type, words]) => (
        <Chip
          key={type}
          chosen={chosen === type}
          onClick={() => {
            const again = chosen === type;
            if (said) feedback.giving.takeBack(said.key, !again);
            if (!again) feedback.give(pointSaying(point, type));
          }}
        >
          {words}
        </Chip>
      ))}
    </div>
  );
}
