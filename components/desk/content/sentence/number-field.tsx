import { useEffect, useState } from "react";

interface NumberFieldProps {
  before: string;
  after?: string;
  label: string;
  value: number | undefined;
  from: number;
  to: number;
  /** Only with numbers that may be; undefined when the field was emptied. */
  onChange: (value: number | undefined) => void;
}

/** A number inside a sentence. While it is being typed it may be wrong; then nothing changes. */
export function NumberField({ before, after, label, value, from, to, onChange }: NumberFieldProps) {
  const [text, setText] = useState(String(value ?? ""));
  useEffect(() => setText(String(value ?? "")), [value]);
  return (
    <label className="number-field">
      {before}
      <input
        inputMode="numeric"
        aria-label={label}
        value={text}
        size={Math.max(3, text.length)}
        onChange={(event) => {
          const typed = event.target.value.replace(/\D/g, "").slice(0, 8);
          setText(typed);
          const count = Number(typed);
          if (typed === "") onChange(undefined);
          else if (count >= from && count <= to) onChange(count);
        }}
        onBlur={() => setText(String(value ?? ""))}
      />
      {after}
    </label>
  );
}
