import { useState } from "react";
import { counted } from "../../../../lib/desk/feedback/inbox-words.ts";
import type { ChosenItems } from "../../../../lib/desk/feedback/use-chosen-items.ts";
import type { InboxWrites } from "../../../../lib/desk/feedback/use-inbox-writes.ts";
import { Button } from "../../../ui/button.tsx";
import { AssignMenu } from "../assign-menu.tsx";
import { Problem } from "../problem.tsx";
import { StateForm } from "../state-form.tsx";

interface ChosenBarProps {
  chosen: ChosenItems;
  writes: InboxWrites;
  onAnswer: () => void;
}

/** What can be done with all that is chosen. */
export function ChosenBar({ chosen, writes, onAnswer }: ChosenBarProps) {
  const [asking, setAsking] = useState<"planned" | "declined">();
  const items = chosen.seen();
  const some = counted(items.length, "item");
  const none = chosen.none;
  const ids = new Set(items.map(({ id }) => id));
  return (
    <section className="inbox-chosen" aria-label="Selected">
      <div className="inbox-chosen-line">
        <span role="status">{items.length.toLocaleString("en-GB")} selected</span>
        <Button look="text" onClick={none}>
          Select none
        </Button>
      </div>
      {chosen.cut && <p className="small-text">{chosen.cut}</p>}
      <div className="inbox-chosen-acts" aria-busy={writes.busy}>
        <Button onClick={() => writes.change({ items, status: "seen" }, `${some} marked as seen.`, none)}>
          Seen
        </Button>
        <AssignMenu
          onAssign={(assigneeId, name) =>
            writes.change(
              { items, assigneeId },
              assigneeId === null ? `${some}: nobody is assigned.` : `${some} assigned to ${name}.`,
              none,
            )
          }
        />
        <Button
          aria-expanded={asking === "planned"}
          onClick={() => setAsking(asking === "planned" ? undefined : "planned")}
        >
          Planned
        </Button>
        <Button
          aria-expanded={asking === "declined"}
          onClick={() => setAsking(asking === "declined" ? undefined : "declined")}
        >
          Declined
        </Button>
        <Button
          disabled={items.length < 2}
          onClick={() => {
            const [into, ...others] = items;
            if (into) writes.merge(into, others, none);
          }}
        >
          Merge
        </Button>
        <Button look="filled" onClick={onAnswer}>
          Answer
        </Button>
      </div>
      {asking && (
        <StateForm
          status={asking}
          onCancel={() => setAsking(undefined)}
          onSave={(change) => {
            setAsking(undefined);
            writes.change({ items, ...change }, `${some} ${asking}.`, none);
          }}
        />
      )}
      <Problem writes={writes} of={ids} />
    </section>
  );
}
