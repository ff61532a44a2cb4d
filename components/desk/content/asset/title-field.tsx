import { useEffect, useId, useState } from "react";

interface TitleFieldProps {
  title: string;
  label: string;
  /** The label is only heard. */
  quiet?: boolean;
  onSave: (title: string) => void;
}

/** A title to be written over: kept by Enter or on leaving, given up by Escape. An empty one is none. */
export function TitleField({ title, label, quiet = false, onSave }: TitleFieldProps) {
  const id = useId();
  const [text, setText] = useState(title);
  useEffect(() => setText(title), [title]);
  const save = () => {
    const next = text.trim();
    if (next === "") setText(title);
    else if (next !== title) onSave(next);
  };
  return (
    <div className="title-field">
      <label htmlFor={id} className={quiet ? "visually-hidden" : undefined}>
        {label}
      </label>
      <input
        id={id}
        value={text}
        maxLength={200}
        autoComplete="off"
        onChange={(event) => setText(event.target.value)}
        onBlur={save}
        onKeyDown={(event) => {
          if (event.key === "Enter") save();
          if (event.key !== "Escape") return;
          event.preventDefault();
          setText(title);
        }}
      />
    </div>
  );
}
