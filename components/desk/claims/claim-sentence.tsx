import "../content/sentence/sentence.css";
import type { Condition } from "../../../lib/contract/condition.ts";
import type { AssetTitles } from "../../../lib/contract/condition-words.ts";
import { chipWords } from "../../../lib/desk/content/chip-words.ts";
import type { Part, Sentence } from "../../../lib/desk/content/sentence.ts";
import type { Alone } from "../content/sentence/sentence-row.tsx";

interface ClaimSentenceProps {
  sentence: Sentence;
  alone: Alone | undefined;
  titles: AssetTitles;
}

/** "Say to … when they … or …, to get …", to be read: each condition with how many it fits alone. */
export function ClaimSentence({ sentence, alone, titles }: ClaimSentenceProps) {
  const { conditions, toGet } = sentence;
  const { to, when, joint, except } = conditions;
  const chip = (part: Part) => (condition: Condition, index: number) => (
    <span key={JSON.stringify(condition)} className="sentence-group">
      {part !== "to" && index > 0 && <span>{part === "when" ? joint : "or"}</span>}
      <Told part={part} words={chipWords(condition, part, index, titles)} people={alone?.[part][index]} />
    </span>
  );
  return (
    <div className="claim-sentence">
      <p className="sentence">
        <span>Say to</span>
        {to.length === 0 ? <span>everybody</span> : to.map(chip("to"))}
      </p>
      {when.length > 0 && (
        <p className="sentence">
          <span>when they</span>
          {when.map(chip("when"))}
        </p>
      )}
      {except.length > 0 && (
        <p className="sentence">
          <span>except when</span>
          {except.map(chip("except"))}
        </p>
      )}
      {toGet && (
        <p className="sentence">
          <span>to get</span>
          <span className="chip" data-read data-look="outlined">
            <span className="chip-words">{toGet}</span>
          </span>
        </p>
      )}
    </div>
  );
}

function Told({ part, words, people }: { part: Part; words: string; people: number | undefined }) {
  return (
    <span className="chip" data-read data-look={part === "except" ? "exception" : "condition"}>
      <span className="chip-words">{words}</span>
      {people !== undefined && (
        <span className="chip-count">
          <span className="visually-hidden">, </span>
          {people.toLocaleString("en-GB")}
          <span className="visually-hidden">{people === 1 ? " person" : " people"}</span>
        </span>
      )}
    </span>
  );
}
