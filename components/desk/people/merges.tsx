import { Link } from "@tanstack/react-router";
import type { Merge } from "../../../lib/contract/person.ts";
import { useClock } from "../../../lib/desk/use-clock.ts";
import { useHubPages } from "../../../lib/desk/use-hub-pages.ts";
import { useUndoMerge } from "../../../lib/desk/use-undo-merge.ts";
import { momentWords } from "../../../lib/panel/time-words.ts";
import { Button } from "../../ui/button.tsx";
import { OutsideText } from "../../ui/outside-text.tsx";
import { Answer } from "../shell/answer.tsx";
import { Row, RowList } from "../shell/rows.tsx";
import { ShowMore } from "../shell/show-more.tsx";
import { PeoplePage } from "./people-page.tsx";

/** Who became one, and why; for good, each can be undone. */
export function MergedPeople() {
  return (
    <PeoplePage view="merged">
      <MergeList />
    </PeoplePage>
  );
}

/** The merges of everybody, or of one person. */
export function MergeList({ personId }: { personId?: string }) {
  const merges = useHubPages("merges", personId === undefined ? {} : { personId }, {
    nextOf: ({ next }) => next,
  });
  return (
    <Answer query={merges} rows={3}>
      {(pages) => {
        const items = pages.flatMap((page) => page.items);
        return (
          <>
            <RowList
              title={personId === undefined ? "Merged lately" : "Merged"}
              count={items.length}
              more={merges.hasNextPage}
              empty={items.length === 0 && "Nobody was merged."}
            >
              {items.map((merge) => (
                <MergeRow key={merge.id} merge={merge} />
              ))}
            </RowList>
            <ShowMore pages={merges} />
          </>
        );
      }}
    </Answer>
  );
}

const BY: Record<Merge["by"], string> = {
  event: "By itself",
  import: "By an import",
  member: "By hand",
  unknown: "By itself",
};

function MergeRow({ merge }: { merge: Merge }) {
  const clock = useClock();
  const undo = useUndoMerge();
  const name = (text: string | null) => <OutsideText>{text ?? "somebody without a name"}</OutsideText>;
  return (
    <Row
      title={
        <Link to="/people/person/$personId" params={{ personId: merge.into }} data-row>
          {name(merge.fromName)} and {name(merge.intoName)}
        </Link>
      }
      note={
        <>
          {merge.author ? `By ${merge.author.name}` : BY[merge.by]}, {momentWords(merge.at, clock)}.{" "}
          {merge.why}
        </>
      }
      actions={
        merge.undoneAt === null ? (
          <Button
            aria-label={`Undo: ${merge.fromName ?? "somebody"} and ${merge.intoName ?? "somebody"}`}
            onClick={() => undo(merge.id)}
          >
            Undo
          </Button>
        ) : (
          <span className="list-row-note">undone {momentWords(merge.undoneAt, clock)}</span>
        )
      }
    />
  );
}
