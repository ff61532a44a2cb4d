import "./text-field.css";
import { type ComponentProps, useId } from "react";

interface TextAreaProps extends Omit<ComponentProps<"textarea">, "id" | "onChange"> {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

/** A text of several lines. It grows with what is in it. */
export function TextArea({ label, onChange, ...rest }: TextAreaProps) {
  const id = useId();
  return (
    <div className="text-field">
      <label htmlFor={id}>{label}</label>
      <textarea {...rest} id={id} onChange={(event) => onChange(event.target.value)} />
    </div>
  );
}
