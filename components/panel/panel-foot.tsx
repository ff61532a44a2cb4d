import "./panel-foot.css";
import { placeOf } from "../../lib/panel/feedback-draft.ts";
import { footSaying } from "../../lib/panel/sayings.ts";
import type { Feedback } from "../../lib/panel/use-feedback.ts";
import { Button } from "../ui/button.tsx";
import { FeedbackForm } from "./feedback-form.tsx";

const OFFERS = [
  ["request", "I needed something else", "What did you need?"],
  ["data_wrong", "This data is wrong", "What is wrong?"],
] as const;

/** Two quiet ways to say what no item above is about. */
export function PanelFoot({ feedback }: { feedback: Feedback }) {
  if (!feedback.on) return null;
  return (
    <footer className="panel-foot">
      {OFFERS.map(([type, words, question]) => (
        <FeedbackForm
          key={type}
          place={placeOf({ what: "nothing" }, type)}
          feedback={feedback}
          question={question}
          said={words}
        />
      ))}
      <div className="panel-foot-links">
        {OFFERS.map(([type, words]) => (
          <Button key={type} look="text" onClick={() => feedback.give(footSaying(type))}>
            {words}
          </Button>
        ))}
      </div>
    </footer>
  );
}
