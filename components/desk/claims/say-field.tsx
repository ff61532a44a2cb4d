import { useEffect, useId, useRef } from "react";

interface SayFieldProps {
  say: string;
  /** It has to be there before it can be published. */
  missing: boolean;
  onChange: (say: string) => void;
}

/** The sentence, as it is said aloud. */
export function SayField({ say, missing, onChange }: SayFieldProps) {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (missing) field.current?.focus();
  }, [missing]);
  return (
    <section className="work-part" aria-labelledby="say">
      <div className="part-head">
        <h2 id="say" className="part-title">
          Say
        </h2>
        <span className="small-text">As it is said aloud. Reps copy it as it stands.</span>
      </div>
      <label htmlFor={id} className="visually-hidden">
        What to say
      </label>
      <textarea
        ref={field}
        id={id}
        className="say-field"
        rows={3}
        maxLength={600}
        placeholder="Teams of your size were live in six to nine weeks, and nobody stopped shipping."
        value={say}
        aria-invalid={missing || undefined}
        aria-describedby={missing ? `${id}-missing` : undefined}
        onChange={(event) => onChange(event.target.value)}
      />
      {missing && (
        <p id={`${id}-missing`} className="part-problem" role="alert">
          Write the sentence. Then it can be published.
        </p>
      )}
    </section>
  );
}
