import type { Sentence } from "../../../../lib/desk/content/sentence.ts";
import type { DraftEditing } from "../../../../lib/desk/content/use-draft.ts";
import { useNotice } from "../../../../lib/desk/notice.ts";
import { useMember } from "../../../../lib/desk/use-me.ts";
import { momentWords, ownZone } from "../../../../lib/panel/time-words.ts";
import { useNow } from "../../../../lib/panel/use-now.ts";
import { Button } from "../../../ui/button.tsx";

interface DraftChoiceProps<Body extends Sentence> {
  editing: DraftEditing<Body>;
  /** What stands there where no draft does. */
  without: Body;
}

/** Two drafts of one thing: says whose the other is, and keeps the one that is chosen. Either way can be taken back. */
export function DraftChoice<Body extends Sentence>({ editing, without }: DraftChoiceProps<Body>) {
  const { kept, keeper, body, show } = editing;
  const member = useMember();
  const notice = useNotice();
  const clock = { now: useNow(true), zone: ownZone() };
  if (kept.is !== "changed") return null;
  const { theirs = null } = kept;
  const other = theirs?.body ?? without;
  const who = theirs?.by.memberId === member.id ? "in another tab" : `by ${theirs?.by.name}`;
  const goBack = (to: Body) => () => {
    show(to);
    keeper.write(to);
  };

  async function takeOther() {
    await keeper.forget();
    keeper.goOnFrom(theirs?.savedAt ?? null);
    show(other);
    notice({ text: "The other draft stands here now.", undo: goBack(body) });
  }
  function takeThis() {
    keeper.keepThis();
    notice({ text: "This draft is kept.", undo: goBack(other) });
  }
  return (
    <div className="asset-band draft-choice" role="alert">
      <p>
        {theirs
          ? `This draft was changed ${who}, ${momentWords(theirs.savedAt, clock)}.`
          : "This draft was published or discarded elsewhere meanwhile."}{" "}
        What you wrote stands here, and is not kept yet.
      </p>
      <div className="form-buttons">
        <Button onClick={takeThis}>Keep this one</Button>
        <Button onClick={takeOther}>{theirs ? "Take the other" : "Take what is there now"}</Button>
      </div>
    </div>
  );
}
