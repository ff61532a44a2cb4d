import { Fragment, useEffect, useRef, useState } from "react";
import type { ContextPart } from "../../lib/contract/feedback.ts";
import { PART_WORDS, partsOf, withTaken } from "../../lib/panel/feedback-draft.ts";
import type { Said } from "../../lib/panel/said.ts";
import { Button } from "../ui/button.tsx";
import { Checkbox } from "../ui/checkbox.tsx";
import { OutsideText } from "../ui/outside-text.tsx";

interface GoesAlongProps {
  said: Said;
  onTake: (taken: readonly ContextPart[]) => void;
}

/** What of the lead goes along with the click; the rep may take each part away. */
export function GoesAlong({ said: { context, draft }, onTake }: GoesAlongProps) {
  const [editing, setEditing] = useState(false);
  const boxes = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!editing) return;
    // The button that was pressed is gone: the keyboard goes on in what it opened.
    boxes.current?.querySelector("input")?.focus({ preventScroll: true });
    boxes.current?.closest(".feedback-form")?.scrollIntoView({ block: "nearest" });
  }, [editing]);
  const parts = partsOf(context);
  const stays = parts.filter(({ part }) => !draft.taken.includes(part));
  if (parts.length === 0) return <p className="goes-along">Nothing of this lead goes along.</p>;
  if (editing) {
    return (
      // biome-ignore lint/a11y/useSemanticElements: a fieldset is drawn otherwise by every browser.
      <div ref={boxes} className="goes-along" role="group" aria-label="Goes along">
        Goes along
        <div className="goes-along-parts">
          {parts.map(({ part, words }) => (
            <Checkbox
              key={part}
              label={
                <span>
                  {PART_WORDS[part]}: <OutsideText>{words}</OutsideText>
                </span>
              }
              checked={!draft.taken.includes(part)}
              onChange={() => onTake(withTaken(draft.taken, part))}
            />
          ))}
        </div>
      </div>
    );
  }
  return (
    <p className="goes-along">
      Goes along: {stays.length === 0 && "nothing of this lead"}
      {stays.map(({ part, words }, index) => (
        <Fragment key={part}>
          {index > 0 && ", "}
          {part === "shownBecause" ? "why it stood here" : <OutsideText>{words}</OutsideText>}
        </Fragment>
      ))}
      {"  "}
      <Button look="text" onClick={() => setEditing(true)}>
        Edit
      </Button>
    </p>
  );
}
