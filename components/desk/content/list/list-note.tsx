import type { ListSearch } from "../../../../lib/desk/content/list-search.ts";
import { Note } from "../../shell/note.tsx";

interface ListNoteProps {
  search: ListSearch;
  /** There is nothing in the whole library. */
  empty: boolean;
  onClear: () => void;
}

/** Why no row is here: nothing yet, nothing that matches, or nothing that waits. */
export function ListNote({
  search: { view, query, kind, audience, ownerId },
  empty,
  onClear,
}: ListNoteProps) {
  if (query || kind || audience || ownerId)
    return (
      <Note
        title="Nothing matches"
        text={
          query ? `No content here has “${query}” in its title or text.` : "No content here fits the filters."
        }
        action="Clear filters"
        onAction={onClear}
      />
    );
  if (empty)
    return (
      <Note
        title="Add the first piece"
        text="Drop a PDF, a picture or a video on this page, or add a web page or a snippet of text. Then say in one sentence when to use it: that is what recommends it to reps."
      />
    );
  if (view === "no_guidance")
    return (
      <Note
        title="All of it has guidance"
        text="What you add next appears here until you say when to use it."
      />
    );
  if (view === "review_due")
    return <Note title="No review is due" text="What is due within two weeks appears here." />;
  if (view === "retired")
    return <Note title="Nothing is retired" text="What you retire appears here, and can be restored." />;
  return <Note title="All of it is retired" text="Restore some under Retired, or add something new." />;
}
