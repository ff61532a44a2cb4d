import type { InboxSearch } from "../../../lib/desk/feedback/inbox-search.ts";
import { useMay } from "../../../lib/desk/use-me.ts";
import { Note } from "../shell/note.tsx";
import { Page } from "../shell/page.tsx";

/** What reps said, and its answers. */
export function FeedbackPage({ search: _search }: { search: InboxSearch }) {
  const answers = useMay("answerFeedback");
  return (
    <Page title="Feedback">
      {!answers && (
        <Note
          title="Feedback is answered by marketing"
          text="What you said, and what came of it, stands in the panel beside a lead, under “Your feedback”."
        />
      )}
    </Page>
  );
}
