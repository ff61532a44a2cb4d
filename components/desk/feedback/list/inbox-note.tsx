import type { InboxReply } from "../../../../lib/contract/inbox.ts";
import { type InboxSearch, isFiltered } from "../../../../lib/desk/feedback/inbox-search.ts";
import { Note } from "../../shell/note.tsx";

interface InboxNoteProps {
  search: InboxSearch;
  counts: (typeof InboxReply)["_output"]["counts"];
  onClear: () => void;
}

/** What the view "Mine" is. */
export const MINE_WORDS =
  "What waits for an answer of yours: assigned to you, or to nobody and about what you own or nobody owns.";

const EMPTY = {
  open: ["Nothing is open", "What reps say next appears here about two seconds after they said it."],
  new: ["Nothing is new", "What nobody has looked at yet appears here."],
  mine: ["Nothing waits for you", MINE_WORDS],
  planned: ["Nothing is planned", "What you plan to change appears here with its date."],
  all: ["No feedback yet", "What reps say next appears here about two seconds after they said it."],
  closed: [
    "Nothing is closed yet",
    "What was changed or declined appears here. What was merged stands in the item it was merged into.",
  ],
} as const;

/** Why no row is here: nothing yet, nothing that matches, or nothing in this view. */
export function InboxNote({ search, counts, onClear }: InboxNoteProps) {
  if (isFiltered(search))
    return (
      <Note
        title="Nothing matches"
        text={
          search.query
            ? `Nothing in this view has “${search.query}” in its words, title or company.`
            : "Nothing in this view fits the filters."
        }
        action="Clear filters"
        onAction={onClear}
      />
    );
  if (counts.open + counts.closed === 0)
    return (
      <Note
        title="No feedback yet"
        text="Reps give it with one click in the panel beside a lead: how a talking point landed, what does not fit, what they needed instead. It appears here with its context, and your answer goes back to them."
      />
    );
  const [title, text] = EMPTY[search.view ?? "open"];
  return <Note title={title} text={text} />;
}
