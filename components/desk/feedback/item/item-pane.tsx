import "./item.css";
import type { ReplyOf } from "../../../../lib/contract/endpoints.ts";
import type { FeedbackItem } from "../../../../lib/contract/inbox.ts";
import { aboutTitle, aboutWords, saidWords } from "../../../../lib/desk/feedback/inbox-words.ts";
import type { InboxWrites } from "../../../../lib/desk/feedback/use-inbox-writes.ts";
import { useClock } from "../../../../lib/desk/use-clock.ts";
import { useHub } from "../../../../lib/desk/use-hub.ts";
import { OutsideText } from "../../../ui/outside-text.tsx";
import { Time } from "../../../ui/time.tsx";
import { Answer } from "../../shell/answer.tsx";
import { Note } from "../../shell/note.tsx";
import { AnswerBox } from "../answer/answer-box.tsx";
import { Problem } from "../problem.tsx";
import { Back } from "../side/back.tsx";
import { AnswersSoFar } from "./answers-so-far.tsx";
import { AtTheClick } from "./at-the-click.tsx";
import { ItemHead } from "./item-head.tsx";
import { ItemHistory } from "./item-history.tsx";
import { MergedItems } from "./merged-items.tsx";
import { SameBand } from "./same-band.tsx";

type Others = ReplyOf<"watchInbox">["others"];

interface ItemPaneProps {
  id: string;
  /** Who else is at it. */
  others: Others;
  writes: InboxWrites;
  onWriting: (writing: boolean) => void;
  onClose: () => void;
}

/** One item: what was said, as it was at the click, what came of it, and the answer. */
export function ItemPane({ id, others, writes, onWriting, onClose }: ItemPaneProps) {
  const query = useHub("feedbackItem", { id });
  if (query.error?.code === "not_found" && !query.data)
    return (
      <>
        <Back title="Feedback" onClose={onClose} />
        <div className="item-body">
          <Note
            title="This is not here any more"
            text="Its giver took it back, or the address is not whole."
            action="Back to the list"
            onAction={onClose}
          />
        </div>
      </>
    );
  return (
    <>
      <Back title={query.data ? aboutTitle(query.data.item) : "Feedback"} onClose={onClose} />
      <div className="item-body">
        <Answer query={query} rows={6}>
          {({ item }) => <Item item={item} others={others} writes={writes} />}
        </Answer>
      </div>
      {query.data && query.data.item.mergedInto === null && (
        <AnswerBox
          key={id}
          item={query.data.item}
          writes={writes}
          isTakenBack={query.error?.code === "not_found"}
          onWriting={onWriting}
        />
      )}
    </>
  );
}

function Item({ item, others, writes }: { item: FeedbackItem; others: Others; writes: InboxWrites }) {
  const clock = useClock();
  const { giver, theirWords, note, added } = item;
  return (
    <>
      <ItemHead item={item} others={others} writes={writes} />
      <h2 className="item-title">
        <OutsideText>{aboutTitle(item)}</OutsideText>
      </h2>
      <p className="item-of">
        {aboutWords(item.about)} · given by <OutsideText>{giver.name}</OutsideText>,{" "}
        <Time instant={item.at} zone={clock.zone}>
          {saidWords(item.at, clock)}
        </Time>
      </p>
      <div className="item-words">
        {theirWords && (
          <p className="item-quote" dir="auto">
            <q>{theirWords}</q>
          </p>
        )}
        {note && <p dir="auto">{note}</p>}
        {added.map(({ text, at }) => (
          <p key={at} dir="auto">
            {text} <span className="item-added">added {saidWords(at, clock)}</span>
          </p>
        ))}
        {!theirWords && !note && added.length === 0 && (
          <p className="quiet-text">Said with one click, without words.</p>
        )}
      </div>
      <AtTheClick item={item} />
      <SameBand item={item} writes={writes} />
      <Problem writes={writes} of={new Set([item.id])} />
      <MergedItems item={item} />
      <AnswersSoFar item={item} />
      <ItemHistory item={item} />
    </>
  );
}
