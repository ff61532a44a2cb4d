import type { ReactNode } from "react";
import type { AnswerDraft } from "../../../../lib/desk/feedback/answer-drafts.ts";
import { Checkbox } from "../../../ui/checkbox.tsx";

interface AnswerFootProps {
  draft: AnswerDraft;
  onChange: (draft: AnswerDraft) => void;
  /** What sending does. */
  children: ReactNode;
}

/** Under the answer: what sending does, and who may read it. */
export function AnswerFoot({ draft, onChange, children }: AnswerFootProps) {
  return (
    <div className="answer-follows">
      <p className="answer-note">{children}</p>
      <Checkbox
        label="All who use it may read the answer"
        checked={draft.public}
        onChange={(isPublic) => onChange({ ...draft, public: isPublic })}
      />
    </div>
  );
}
