import "./did-it.css";
import { typeWords } from "../../lib/contract/feedback-words.ts";
import type { Share } from "../../lib/contract/share.ts";
import { placeOf } from "../../lib/panel/feedback-draft.ts";
import { shareSaying } from "../../lib/panel/sayings.ts";
import type { Clock } from "../../lib/panel/time-words.ts";
import type { Feedback } from "../../lib/panel/use-feedback.ts";
import { asksHowItWent } from "../../lib/panel/went.ts";
import { Chip } from "../ui/chip.tsx";
import { FeedbackForm } from "./feedback-form.tsx";

const ANSWERS = ["landed", "fell_flat", "not_discussed"] as const;

/** How it went with what was sent: asked once, at the next visit; then what the rep said. */
export function HowDidItGo({ share, feedback, clock }: { share: Share; feedback: Feedback; clock: Clock }) {
  const place = placeOf({ what: "share", shareId: share.id });
  const said = feedback.saidAt(place);
  if (!feedback.on) return null;
  if (!said && share.went && share.went.type !== "unknown") {
    return <p className="content-note">You said: {typeWords(share.went.type).toLowerCase()}.</p>;
  }
  if (!said && !asksHowItWent(share, clock.now)) return null;
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields. */}
      <div className="did-it did-it-go" role="group" aria-label="How did it go?">
        <span aria-hidden="true">How did it go?</span>
        {ANSWERS.map((type) => (
          <Chip
            key={type}
            chosen={said?.type === type}
            onClick={() => {
              const again = said?.type === type;
              if (said) feedback.giving.takeBack(said.key, !again);
              if (!again) feedback.give(shareSaying(share, type));
            }}
          >
            {typeWords(type)}
          </Chip>
        ))}
      </div>
      <FeedbackForm
        place={place}
        feedback={feedback}
        question={said?.type === "fell_flat" ? "Why?" : undefined}
      />
    </>
  );
}
