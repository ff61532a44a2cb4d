import "./labelled.css";
import { type ReactNode, useId } from "react";

/** A few words with what they are about beside them, in a column; in narrow places above them. */
export function Labelled({ label, children }: { label: string; children: ReactNode }) {
  const id = useId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields.
    <div className="labelled" role="group" aria-labelledby={id}>
      <span id={id} className="labelled-label">
        {label}
      </span>
      <div>{children}</div>
    </div>
  );
}
