import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import type { z } from "zod";
import type { ChoicesReply, Condition } from "../../../../lib/contract/condition.ts";
import { type Option, optionsFor } from "../../../../lib/desk/content/chooser-options.ts";
import { type Part, sameCondition } from "../../../../lib/desk/content/sentence.ts";
import type { SentenceEditing } from "../../../../lib/desk/content/use-draft.ts";
import { useLater } from "../../../../lib/desk/content/use-later.ts";
import type { SentenceRow } from "../../../../lib/desk/content/use-sentence-row.ts";
import { useHub } from "../../../../lib/desk/use-hub.ts";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { DeskIcon } from "../../shell/icons.tsx";
import { ChooserOption } from "./chooser-option.tsx";
import { ConditionValues } from "./condition-values.tsx";

interface ChooserProps {
  row: SentenceRow;
  editing: SentenceEditing;
  wordsOf: (condition: Condition, part: Part, index: number) => string;
}

const PLACEHOLDER: Record<Part, string> = {
  to: "Role, industry, country or size",
  when: "What they did or said, or their stage",
  except: "What was sent, read or said",
};
/** How the facts are called whose being known is told at the right. */
const FACTS: Record<string, string> = {
  role: "Role known for",
  title: "Title known for",
  stage: "Stage known for",
  industry: "Industry known for",
  country: "Country known for",
  employees: "Company size known for",
  did: "Something known of what they did for",
};

/** Conditions to choose from, inside the sentence's frame. The text field keeps the focus; the arrows choose. */
export function Chooser({ row, editing, wordsOf }: ChooserProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const open = row.open;
  const stop = open?.stop;
  const part = stop && "part" in stop ? stop.part : "when";
  const index = stop?.at === "chip" ? stop.index : undefined;
  const there = editing.sentence.conditions[part];
  const changing = index === undefined ? undefined : there[index];
  const [query, setQuery] = useState(open?.query ?? "");
  /** Undefined until an arrow or the pointer chose: then what stands in the sentence, else the first. */
  const [pointed, setActive] = useState<number>();
  const [removing, setRemoving] = useState(false);
  /** Enter came before the answer to what was typed. */
  const [hasty, setHasty] = useState(false);
  const asked = useLater(query, 120);
  const { data, error, isPlaceholderData } = useHub("choices", { part, query: asked }, { keep: true });

  const options = optionsFor({
    part,
    query,
    choices: data?.items ?? [],
    changing,
    there,
    wordsOf: (condition, at) => wordsOf(condition, at, 0),
  });
  const all = [...options.known, ...options.further];
  const standing =
    changing && query === ""
      ? all.findIndex(({ chosen: is, condition }) => is && sameCondition(condition, changing))
      : 0;
  const active = Math.min(pointed ?? Math.max(0, standing), all.length - 1);
  const chosen = all[active];
  const settled = data !== undefined && asked === query && !isPlaceholderData;
  const optionId = (option: Option) => `${id}-${all.indexOf(option)}`;

  useEffect(() => {
    if (!open?.intoDays) input.current?.focus();
  }, [open?.intoDays]);
  useEffect(() => {
    if (!hasty || !settled) return;
    setHasty(false);
    if (chosen) row.take(chosen.condition);
  });
  useEffect(() => {
    if (chosen) document.getElementById(optionId(chosen))?.scrollIntoView({ block: "nearest" });
  });

  const onKeyDown = (event: KeyboardEvent) => {
    const handled = () => event.preventDefault();
    if (event.key !== "Backspace") setRemoving(false);
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      handled();
      const by = event.key === "ArrowDown" ? 1 : -1;
      setActive((active + by + all.length) % Math.max(1, all.length));
    } else if (event.key === "Enter") {
      handled();
      if (settled && chosen) row.take(chosen.condition);
      else setHasty(!error);
    } else if (event.key === "Backspace" && query === "" && there.length > 0) {
      handled();
      // The first press says what the second takes away.
      const last = index ?? there.length - 1;
      if (removing) row.removeAndStay(part, last);
      setRemoving(!removing);
    }
  };
  const target = there[index ?? there.length - 1];

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is drawn with a frame and a legend.
    <div
      role="group"
      aria-label="Choose a condition"
      className="chooser-body"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        row.close();
      }}
    >
      <div className="chooser-head">
        <DeskIcon name="search" />
        <input
          ref={input}
          className="chooser-input"
          role="combobox"
          aria-label={changing ? `Instead of ${wordsOf(changing, part, 0)}` : PLACEHOLDER[part]}
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={chosen ? optionId(chosen) : undefined}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          maxLength={120}
          placeholder={PLACEHOLDER[part]}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setActive(undefined);
            setHasty(false);
          }}
          onKeyDown={onKeyDown}
        />
        <span className="chooser-known">{data && chosen && knownWords(data, chosen.condition)}</span>
      </div>
      {changing && (
        <ConditionValues condition={changing} atOnce={open?.intoDays === true} onChange={row.adjust} />
      )}
      {removing && target && (
        <p className="chooser-note" role="status">
          Backspace again removes “{wordsOf(target, part, index ?? there.length - 1)}”.
        </p>
      )}
      {error && (
        <p className="chooser-note" role="alert">
          {error.message}
        </p>
      )}
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label="Conditions"
        tabIndex={-1}
        className="chooser-list"
        data-old={isPlaceholderData || undefined}
      >
        {[
          { label: "Known here", found: options.known },
          { label: changing ? "Or else" : "As typed", found: options.further },
        ].map(({ label, found }) => (
          <OptionColumn key={label} options={found} label={label}>
            {(option) => (
              <ChooserOption
                key={option.words}
                id={optionId(option)}
                option={option}
                active={option === chosen}
                onPoint={() => setActive(all.indexOf(option))}
                onTake={() => row.take(option.condition)}
              />
            )}
          </OptionColumn>
        ))}
      </div>
      {!data && !error && (
        <div className="chooser-loading" aria-busy="true">
          <Skeleton width="40%" />
          <Skeleton width="52%" />
          <Skeleton width="34%" />
        </div>
      )}
      {data && all.length === 0 && (
        <p className="chooser-note" role="status">
          {query === ""
            ? "Nothing is known of people yet: import people, or connect a tool. Or type a word."
            : `Nothing known has “${query}” in it.`}
        </p>
      )}
    </div>
  );
}

function OptionColumn({
  options,
  label,
  children,
}: {
  options: readonly Option[];
  label: string;
  children: (option: Option) => ReactNode;
}) {
  if (options.length === 0) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a list to choose from.
    <div role="group" aria-label={label} className="chooser-column">
      {options.map(children)}
    </div>
  );
}

/** "Stage known for 1,904 of 18,204 people" */
function knownWords({ known, of }: z.infer<typeof ChoicesReply>, condition: Condition): string | undefined {
  const words = FACTS[condition.fact];
  const counted = known.find(({ fact }) => fact === condition.fact);
  if (!words || !counted) return undefined;
  return `${words} ${counted.people.toLocaleString("en-GB")} of ${of.toLocaleString("en-GB")} people`;
}
