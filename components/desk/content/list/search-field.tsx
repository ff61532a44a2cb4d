import { useEffect, useRef, useState } from "react";
import { DeskIcon } from "../../shell/icons.tsx";

const PAUSE_MS = 200;

/** Searches as one types; Escape empties it first and leaves it then. */
export function SearchField({
  value,
  label = "Search titles and text",
  onChange,
}: {
  value: string;
  label?: string;
  onChange: (query: string | undefined) => void;
}) {
  const [text, setText] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const sent = useRef(value);
  useEffect(() => {
    // From elsewhere, such as "Clear filters".
    if (value !== sent.current) setText(value);
    sent.current = value;
  }, [value]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const type = (next: string) => {
    setText(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      sent.current = next.trim();
      onChange(next.trim() || undefined);
    }, PAUSE_MS);
  };
  return (
    <div className="search-field">
      <DeskIcon name="search" />
      <input
        type="search"
        data-search
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        value={text}
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.preventDefault();
          if (text) type("");
          else event.currentTarget.blur();
        }}
      />
      <kbd>/</kbd>
    </div>
  );
}
