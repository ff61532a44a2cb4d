import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { ReplyOf } from "../../../../lib/contract/endpoints.ts";
import { reasonWords, STATUS_WORDS, typeWords } from "../../../../lib/contract/feedback-words.ts";
import type { FeedbackItem } from "../../../../lib/contract/inbox.ts";
import { searchWith } from "../../../../lib/desk/feedback/inbox-search.ts";
import { isOpen, plannedWords } from "../../../../lib/desk/feedback/inbox-words.ts";
import type { InboxWrites } from "../../../../lib/desk/feedback/use-inbox-writes.ts";
import { useNotice } from "../../../../lib/desk/notice.ts";
import { useClock } from "../../../../lib/desk/use-clock.ts";
import { Icon } from "../../../ui/icon.tsx";
import { IconButton } from "../../../ui/icon-button.tsx";
import { Menu } from "../../../ui/menu.tsx";
import { AssignMenu } from "../assign-menu.tsx";
import { StateForm } from "../state-form.tsx";

interface ItemHeadProps {
  item: FeedbackItem;
  others: ReplyOf<"watchInbox">["others"];
  writes: InboxWrites;
}

/** Type, reasons and state, who else is here, and what can be done without an answer. */
export function ItemHead({ item, others, writes }: ItemHeadProps) {
  const { id, revision, type, reasons, assignee, mergedInto } = item;
  // Until it is read anew, what was just answered is what it is.
  const sent = writes.done?.ids.includes(id) ? writes.done.answer : undefined;
  const status = sent?.status ?? item.status;
  const plannedFor = sent ? (sent.plannedFor ?? null) : item.plannedFor;
  const clock = useClock();
  const say = useNotice();
  const [asking, setAsking] = useState<"planned" | "declined">();
  const items = [{ id, revision }];
  const mark = (to: "new" | "seen") =>
    writes.change({ items, status: to }, `Marked as ${STATUS_WORDS[to].toLowerCase()}.`);
  const stateWords =
    status === "planned"
      ? plannedWords(plannedFor, clock)
      : ((STATUS_WORDS as Record<string, string>)[status] ?? "Feedback");
  return (
    <>
      <div className="item-head">
        <ul className="item-chips" aria-label="What it is">
          <li className="item-chip" data-type={type}>
            {typeWords(type)}
          </li>
          {reasons.map((reason) => (
            <li key={reason} className="item-chip">
              {reasonWords(type, reason)}
            </li>
          ))}
          <li className="item-chip" data-status={status}>
            {stateWords}
          </li>
        </ul>
        <div className="item-acts">
          <Present others={others} />
          {!mergedInto && (
            <>
              <AssignMenu
                assignee={assignee}
                onAssign={(assigneeId, name) =>
                  writes.change(
                    { items, assigneeId },
                    assigneeId === null ? "Nobody is assigned." : `Assigned to ${name}.`,
                  )
                }
              />
              <Menu
                trigger={
                  <IconButton label="More">
                    <Icon name="more" />
                  </IconButton>
                }
                actions={[
                  status === "seen"
                    ? { label: "Mark as new", onSelect: () => mark("new") }
                    : {
                        label: isOpen({ status }) ? "Mark as seen" : "Open again",
                        onSelect: () => mark("seen"),
                      },
                  { label: "Plan without an answer…", onSelect: () => setAsking("planned") },
                  { label: "Decline without an answer…", onSelect: () => setAsking("declined") },
                  {
                    label: "Copy the link to it",
                    onSelect: () =>
                      void navigator.clipboard
                        .writeText(`${window.location.origin}/desk/feedback?item=${id}`)
                        .then(
                          () => say({ text: "Link copied." }),
                          () =>
                            say({
                              text: "The browser does not allow copying. The address above is the link.",
                            }),
                        ),
                  },
                ]}
              />
            </>
          )}
        </div>
      </div>
      {mergedInto && (
        <p className="item-merged-into">
          Merged into{" "}
          <Link to="/feedback" search={searchWith({ item: mergedInto })}>
            another one
          </Link>
          , where it is answered.
        </p>
      )}
      {asking && (
        <StateForm
          status={asking}
          onCancel={() => setAsking(undefined)}
          onSave={(change) => {
            setAsking(undefined);
            writes.change({ items, ...change }, change.status === "planned" ? "Planned." : "Declined.");
          }}
        />
      )}
    </>
  );
}

/** "Jonas Weber is reading this too": told once to who listens, when somebody comes or begins to write. */
function Present({ others }: Pick<ItemHeadProps, "others">) {
  const [first, ...more] = [...others].sort((one, other) => Number(other.writing) - Number(one.writing));
  return (
    <span className="item-present" role="status">
      {first && (
        <>
          <span className="item-present-dot" aria-hidden="true" />
          <bdi>{first.name}</bdi> {first.writing ? "is writing" : "is reading this too"}
          {more.length > 0 && `, and ${more.length} more`}
        </>
      )}
    </span>
  );
}
