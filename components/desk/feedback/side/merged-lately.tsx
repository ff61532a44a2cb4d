import { saidWords } from "../../../../lib/desk/feedback/inbox-words.ts";
import type { InboxWrites } from "../../../../lib/desk/feedback/use-inbox-writes.ts";
import { useClock } from "../../../../lib/desk/use-clock.ts";
import { useHub } from "../../../../lib/desk/use-hub.ts";
import { Button } from "../../../ui/button.tsx";
import { OutsideText } from "../../../ui/outside-text.tsx";
import { Answer } from "../../shell/answer.tsx";
import { Note } from "../../shell/note.tsx";
import { Back } from "./back.tsx";

/** Merges of the last 90 days: each can be undone for good. */
export function MergedLately({ writes, onClose }: { writes: InboxWrites; onClose: () => void }) {
  const clock = useClock();
  const merges = useHub("mergedLately", undefined);
  return (
    <>
      <Back title="Merged lately" onClose={onClose} />
      <div className="item-body">
        <h2 className="item-title">Merged lately</h2>
        <p className="item-of">
          Of the last 90 days. Undone, each is an item of its own again, with what was answered so far.
        </p>
        <Answer query={merges}>
          {({ items }) =>
            items.length === 0 ? (
              <Note
                title="Nothing was merged"
                text="What is merged stands here for 90 days, and can be parted again."
              />
            ) : (
              <ul className="merges">
                {items.map(({ id, at, by, title, items: count }) => (
                  <li key={id}>
                    <span>
                      <OutsideText>{title}</OutsideText>
                      <span className="small-text">
                        {" "}
                        {count} into one by <OutsideText>{by.name}</OutsideText>, {saidWords(at, clock)}
                      </span>
                    </span>
                    <Button aria-label={`Undo the merge of ${title}`} onClick={() => writes.undo(id)}>
                      Undo
                    </Button>
                  </li>
                ))}
              </ul>
            )
          }
        </Answer>
      </div>
    </>
  );
}
