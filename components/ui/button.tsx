import "./button.css";
import type { ComponentProps } from "react";

interface ButtonProps extends ComponentProps<"button"> {
  /** Filled: at most one in a section, for what moves this record or state. Text: the way out. */
  look?: "filled" | "outlined" | "text";
}

export function Button({ look = "outlined", className = "", ...rest }: ButtonProps) {
  return <button type="button" {...rest} data-look={look} className={`button ${className}`} />;
}
