import "./text-area.css";
import { useId } from "react";

interface TextAreaProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  rows: number;
  maxLength: number;
  hint?: string;
  error?: string | undefined;
}

/** A text of several lines. */
export function TextArea({ label, value, onChange, rows, maxLength, hint, error }: TextAreaProps) {
  const id = useId();
  return (
    <div className="text-field text-area">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        rows={rows}
        maxLength={maxLength}
        value={value}
        aria-invalid={error ? true : undefined}
        aria-describedby={error || hint ? `${id}-said` : undefined}
        onChange={(event) => onChange(event.target.value)}
      />
      {(error || hint) && (
        <p
          id={`${id}-said`}
          className={error ? "text-field-error" : "text-field-hint"}
          role={error && "alert"}
        >
          {error ?? hint}
        </p>
      )}
    </div>
  );
}
