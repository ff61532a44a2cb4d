import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { HubError } from "../../../../lib/desk/call-hub.ts";
import { keysChoice } from "../../../../lib/desk/desk-keys.ts";
import type { InboxList, InboxListState } from "../../../../lib/desk/feedback/inbox-list.ts";
import { type InboxSearch, NO_FILTERS } from "../../../../lib/desk/feedback/inbox-search.ts";
import type { ChosenItems } from "../../../../lib/desk/feedback/use-chosen-items.ts";
import type { InboxWrites } from "../../../../lib/desk/feedback/use-inbox-writes.ts";
import { Button } from "../../../ui/button.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { Note } from "../../shell/note.tsx";
import { ChosenBar } from "./chosen-bar.tsx";
import { InboxNote, MINE_WORDS } from "./inbox-note.tsx";
import { ItemList, type ItemListHandle } from "./item-list.tsx";

interface ListPaneProps {
  search: InboxSearch;
  list: InboxList;
  state: InboxListState;
  changing: boolean;
  /** Where the list says which rows are in sight. */
  seen: RefObject<readonly [number, number]>;
  chosen: ChosenItems;
  writes: InboxWrites;
  onChange: (change: Partial<InboxSearch>, replace?: boolean) => void;
  /** One answer for all that are chosen. */
  onAnswer: () => void;
}

const WISH_WORDS = {
  specific: "Specific requests",
  broad: "Broad requests",
  delivered: "Delivered requests",
} as const;

/** The list by due time. While the hand is in it nothing moves: what came waits in a line on top. */
export function ListPane(props: ListPaneProps) {
  const { search, list, state, changing, seen, chosen, writes, onChange, onAnswer } = props;
  const handle = useRef<ItemListHandle>(null);
  const hand = useHand();
  const keys = keysChoice.use();
  const { rows, reply, waiting, error } = state;
  const open = search.item;
  const done = writes.done?.ids;
  const hasGone = rows.some(({ gone }) => gone);

  const keep = useCallback(() => new Set([...(open ? [open] : []), ...(done ?? [])]), [open, done]);
  useEffect(() => {
    if (hand.here) return;
    if (waiting > 0 && (handle.current?.isAtTop() ?? true)) void list.takeIn(keep());
    else if (hasGone) list.letGo(keep());
  }, [hand.here, waiting, hasGone, list, keep]);
  const takeIn = () => {
    handle.current?.toTop();
    void list.takeIn(keep());
  };
  const more = useCallback(() => void list.more(), [list]);

  return (
    <section className="inbox-list" aria-label="By due time" aria-busy={changing} {...hand.props}>
      <div className="inbox-list-head">
        {search.theme && reply && reply.matching > 0 ? (
          <Button look="text" aria-busy={chosen.reading} onClick={() => chosen.chooseAll()}>
            {chosen.reading ? "Reading…" : `Select all ${reply.matching.toLocaleString("en-GB")}`}
          </Button>
        ) : (
          <span>{search.wish ? WISH_WORDS[search.wish] : search.late ? "Open and late" : "By due time"}</span>
        )}
        {(search.wish || search.late) && (
          <Button look="text" onClick={() => onChange({ wish: undefined, late: undefined, view: undefined })}>
            Show all open
          </Button>
        )}
        {keys && rows.length > 0 && (
          <span className="inbox-keys" aria-hidden="true">
            <kbd>J</kbd> <kbd>K</kbd> move <kbd>X</kbd> select <kbd>E</kbd> answer
          </span>
        )}
      </div>
      {search.view === "mine" && rows.length > 0 && <p className="inbox-hint">{MINE_WORDS}</p>}
      {chosen.items.size > 0 && <ChosenBar chosen={chosen} writes={writes} onAnswer={onAnswer} />}
      {waiting > 0 && (
        <button type="button" className="inbox-new" onClick={takeIn}>
          {waiting.toLocaleString("en-GB")} new
        </button>
      )}
      {error && rows.length === 0 && (
        <div className="inbox-list-note">
          <Note
            title={
              error instanceof HubError && error.code !== "out_of_reach"
                ? "That did not work"
                : "Out of reach"
            }
            text={error.message}
            action="Try again"
            onAction={() => void list.open()}
          />
        </div>
      )}
      {!reply && !error && <Waiting />}
      {reply && rows.length === 0 && !changing && (
        <div className="inbox-list-note">
          <InboxNote search={search} counts={reply.counts} onClear={() => onChange(NO_FILTERS)} />
        </div>
      )}
      {rows.length > 0 && (
        <ItemList
          ref={handle}
          state={state}
          open={open}
          seen={seen}
          chosen={chosen}
          done={writes.done}
          onEnd={more}
        />
      )}
    </section>
  );
}

/** Whether somebody works in an element: the pointer is over it, or the focus in it. */
function useHand() {
  const [over, setOver] = useState(false);
  const [within, setWithin] = useState(false);
  return {
    here: over || within,
    props: {
      onPointerEnter: () => setOver(true),
      onPointerLeave: () => setOver(false),
      onFocus: () => setWithin(true),
      onBlur: (event: React.FocusEvent<HTMLElement>) =>
        setWithin(event.currentTarget.contains(event.relatedTarget)),
    },
  };
}

function Waiting() {
  return (
    <div className="inbox-waiting" aria-busy="true">
      <p className="visually-hidden" role="status">
        Loading
      </p>
      {[64, 48, 72, 56, 40, 60, 52].map((width) => (
        <Skeleton key={width} width={`${width}%`} />
      ))}
    </div>
  );
}
