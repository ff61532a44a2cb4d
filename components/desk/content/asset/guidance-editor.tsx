import type { Condition } from "../../../../lib/contract/condition.ts";
import { type AssetTitles, guidanceWords } from "../../../../lib/contract/condition-words.ts";
import { chipWords } from "../../../../lib/desk/content/chip-words.ts";
import type { Part } from "../../../../lib/desk/content/sentence.ts";
import type { GuidanceEditing } from "../../../../lib/desk/content/use-guidance.ts";
import { type Alone, ExceptionsRow, SentenceRow } from "../sentence/sentence-row.tsx";
import { HowRows } from "./how-rows.tsx";

interface GuidanceEditorProps {
  editing: GuidanceEditing;
  alone: Alone | undefined;
  /** "2 people": whom it fits, where the preview stands further down; absent while it is counted. */
  fits: string | undefined;
  titles: AssetTitles;
  /** What has to be there before it can be published, said after somebody tried. */
  missing: string | undefined;
}

/** When to use, when not, and how. */
export function GuidanceEditor({ editing, alone, fits, titles, missing }: GuidanceEditorProps) {
  const guidance = editing.body;
  const words = guidanceWords(guidance, titles);
  const wordsOf = (condition: Condition, part: Part, index: number) =>
    chipWords(condition, part, index, titles);
  const row = { verb: "Send", editing: editing.sentence, alone, wordsOf } as const;
  return (
    <>
      <section className="work-part" aria-labelledby="when-to-use">
        <div className="part-head">
          <h2 id="when-to-use" className="part-title">
            When to use
          </h2>
          <span className="small-text">One sentence. It is also the condition.</span>
        </div>
        <SentenceRow {...row} spoken={`Send to ${words.whenToUse}`} />
        {fits && <p className="fit-line">Fits {fits} today.</p>}
        {missing && (
          <p className="part-problem" role="alert">
            {missing}
          </p>
        )}
      </section>
      <section className="work-part" aria-labelledby="when-not-to-use">
        <div className="part-head">
          <h2 id="when-not-to-use" className="part-title">
            When not to use
          </h2>
          <span className="small-text">Whoever got or read it already is kept out by itself.</span>
        </div>
        <ExceptionsRow {...row} spoken={words.whenNotToUse ?? "No exception is said."} />
      </section>
      <section className="work-part" aria-labelledby="how-to-use">
        <div className="part-head">
          <h2 id="how-to-use" className="part-title">
            How to use
          </h2>
          <span className="small-text">Reps see it on demand. “Open with” starts the message they copy.</span>
        </div>
        <HowRows how={guidance.how} onChange={(how) => editing.changeText({ ...guidance, how })} />
      </section>
    </>
  );
}
