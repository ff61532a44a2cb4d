import type { Ask } from "../../lib/contract/claim.ts";
import { REASONS } from "../../lib/contract/feedback-words.ts";
import { askSaying } from "../../lib/panel/sayings.ts";
import type { Panel } from "../../lib/panel/use-panel.ts";
import { Button } from "../ui/button.tsx";
import { Chip } from "../ui/chip.tsx";
import { OutsideText } from "../ui/outside-text.tsx";
import { FeedbackForm } from "./feedback-form.tsx";

/** A question that marketing asks five reps, as quiet as it can be: a line, four answers, and a way out. */
export function QuestionLine({ ask, panel }: { ask: Ask; panel: Panel }) {
  const { feedback, skipAsk } = panel;
  const place = `ask ${ask.id}`;
  const said = feedback.saidAt(place);
  return (
    <section className="question-line" aria-label="A question from marketing">
      <p>
        <OutsideText>{ask.by}</OutsideText> asks about “<OutsideText>{ask.title}</OutsideText>”:{" "}
        <OutsideText>{ask.question}</OutsideText>
      </p>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields. */}
      <div className="chips" role="group" aria-label="Your answer">
        {Object.entries(REASONS.ask_answer).map(([reason, words]) => (
          <Chip
            key={reason}
            chosen={said?.reasons?.includes(reason) ?? false}
            onClick={() => {
              const again = said?.reasons?.includes(reason) ?? false;
              if (said) feedback.giving.takeBack(said.key, !again);
              if (!again) feedback.give(askSaying(ask, reason));
            }}
          >
            {words}
          </Chip>
        ))}
        {!said && (
          <Button look="text" onClick={skipAsk}>
            Not now
          </Button>
        )}
      </div>
      <FeedbackForm place={place} feedback={feedback} said="Your answer" />
    </section>
  );
}
