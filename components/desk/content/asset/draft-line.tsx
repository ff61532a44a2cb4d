import type { DraftState } from "../../../../lib/desk/content/draft-keeper.ts";
import { momentWords, ownZone } from "../../../../lib/panel/time-words.ts";
import { useNow } from "../../../../lib/panel/use-now.ts";

interface DraftLineProps {
  editing: { kept: Omit<DraftState<unknown>, "theirs">; isDraft: boolean };
  /** When a draft was kept before this page was opened, and by whom if by another member. */
  before: { savedAt: string; by: string | undefined } | undefined;
  published: boolean;
}

/** Whether what stands here is kept, and whether reps see it. */
export function DraftLine({ editing: { kept, isDraft }, before, published }: DraftLineProps) {
  const now = useNow(true);
  const clock = { now, zone: ownZone() };
  if (kept.is === "refused")
    return (
      <span className="draft-line" data-tone="late">
        Draft not kept: {kept.problem}
      </span>
    );
  if (kept.is === "changed")
    return (
      <span className="draft-line" data-tone="near">
        Not kept yet: it was changed elsewhere. Choose below.
      </span>
    );
  if (kept.is === "signed_out")
    return (
      <span className="draft-line" data-tone="near" role="alert">
        You were signed out.{" "}
        <a href="/desk/" target="_blank" rel="noopener">
          Sign in
        </a>{" "}
        in another tab; what you wrote is kept here until then.
      </span>
    );
  if (kept.is === "out_of_reach")
    return (
      <span className="draft-line" data-tone="near">
        Not kept yet: Leadside is out of reach. Tried again by itself.
      </span>
    );
  if (kept.is === "unsaved") return <span className="draft-line">Keeping the draft …</span>;
  if (!isDraft) return <span className="draft-line">{published ? "Published" : ""}</span>;
  const at = kept.keptAt ?? before?.savedAt;
  if (!at) return null;
  const by = kept.keptAt || !before?.by ? "" : ` by ${before.by}`;
  return (
    <span className="draft-line">
      Draft kept{by} {momentWords(at, clock)}
    </span>
  );
}
