import { useEffect, useId, useRef } from "react";
import type { Guidance } from "../../../../lib/contract/guidance.ts";

const ROWS = [
  { part: "openWith", label: "Open with", hint: "The sentence that begins the message" },
  { part: "show", label: "Show", hint: "The page or the moment to point at" },
  { part: "ask", label: "Ask", hint: "The question that moves it on" },
  { part: "nextStep", label: "Next step", hint: "What to agree on" },
] as const;

interface HowRowsProps {
  how: Guidance["how"];
  onChange: (how: Guidance["how"]) => void;
}

/** How a rep uses it, step by step. All of it may stay empty. */
export function HowRows({ how, onChange }: HowRowsProps) {
  return (
    <div className="how-rows">
      {ROWS.map(({ part, label, hint }) => (
        <HowRow
          key={part}
          label={label}
          hint={hint}
          text={how[part]}
          onChange={(text) => onChange({ ...how, [part]: text })}
        />
      ))}
    </div>
  );
}

interface HowRowProps {
  label: string;
  hint: string;
  text: string;
  onChange: (text: string) => void;
}

function HowRow({ label, hint, text, onChange }: HowRowProps) {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  // As high as its text, also where the browser cannot do that by itself.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text.
  useEffect(() => {
    const { current } = field;
    if (!current || CSS.supports("field-sizing", "content")) return;
    current.style.height = "auto";
    current.style.height = `${current.scrollHeight}px`;
  }, [text]);
  return (
    <div className="how-row">
      <label htmlFor={id}>{label}</label>
      <textarea
        ref={field}
        id={id}
        rows={1}
        maxLength={400}
        placeholder={hint}
        value={text}
        onChange={(event) => onChange(event.target.value.replace(/\n/g, " "))}
      />
    </div>
  );
}
