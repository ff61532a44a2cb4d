import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import type { SentenceEditing } from "../../../../lib/desk/content/use-draft.ts";
import type { SentenceRow } from "../../../../lib/desk/content/use-sentence-row.ts";
import { ChooserOption } from "./chooser-option.tsx";

const USUAL = [
  "a technical call",
  "a first meeting",
  "a demo",
  "a reply",
  "a trial",
  "the next person in the decision",
  "a second opinion from their security team",
] as const;

/** What it is for: one of the usual next steps, or in one's own words. */
export function NextStepChooser({ row, editing }: { row: SentenceRow; editing: SentenceEditing }) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const { sentence, change } = editing;
  const [text, setText] = useState(row.open?.query || sentence.toGet);
  const [active, setActive] = useState(-1);
  const typed = text.trim().toLowerCase();
  const usual = USUAL.filter(
    (words) => typed === "" || typed === sentence.toGet.toLowerCase() || words.includes(typed),
  );
  useEffect(() => {
    const { current } = input;
    current?.focus();
    current?.setSelectionRange(current.value.length, current.value.length);
  }, []);
  const take = (words: string) => {
    change({ ...sentence, toGet: words.trim().slice(0, 120) });
    row.close("get");
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!["ArrowDown", "ArrowUp", "Enter", "Escape"].includes(event.key)) return;
    event.preventDefault();
    if (event.key === "Escape") row.close();
    else if (event.key === "Enter") take(usual[active] ?? text);
    else {
      const by = event.key === "ArrowDown" ? 1 : -1;
      setActive(((active + 1 + by + usual.length + 1) % (usual.length + 1)) - 1);
    }
  };
  return (
    <div className="chooser-body">
      <div className="chooser-head">
        <input
          ref={input}
          className="chooser-input"
          role="combobox"
          aria-label="The next step that it is for"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
          aria-autocomplete="list"
          autoComplete="off"
          maxLength={120}
          placeholder="The next step, in your words"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setActive(-1);
          }}
          onKeyDown={onKeyDown}
        />
        <span className="chooser-known">Chooses nobody: it says what it is for.</span>
      </div>
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label="Usual next steps"
        tabIndex={-1}
        className="chooser-list"
      >
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a list to choose from. */}
        <div role="group" aria-label="Usual next steps" className="chooser-column">
          {usual.map((words, at) => (
            <ChooserOption
              key={words}
              id={`${id}-${at}`}
              option={{ words, chosen: words === sentence.toGet }}
              active={at === active}
              onPoint={() => setActive(at)}
              onTake={() => take(words)}
            />
          ))}
        </div>
      </div>
    </div>
  );
}
