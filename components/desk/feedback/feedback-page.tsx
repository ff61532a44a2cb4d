import type { InboxSearch } from "../../../lib/desk/feedback/inbox-search.ts";
import { useMay } from "../../../lib/desk/use-me.ts";
import { Note } from "../shell/note.tsx";
import { Page } from "../shell/page.tsx";
import { Inbox } from "./inbox.tsx";

/** What reps said: themes, the list by due time, and the item that is answered. */
export function FeedbackPage({ search }: { search: InboxSearch }) {
  if (useMay("answerFeedback")) return <Inbox search={search} />;
  return (
    <Page title="Feedback">
      <Note
        title="Feedback is answered by marketing"
        text="What you said, and what came of it, stands in the panel beside a lead, under “Your feedback”."
      />
    </Page>
  );
}
