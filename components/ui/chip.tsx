import "./chip.css";
import type { ComponentProps } from "react";

interface ChipProps extends ComponentProps<"button"> {
  /** Absent: choosing it does something at once, and it is then gone. */
  chosen?: boolean;
}

/** One of several short answers. */
export function Chip({ chosen, ...rest }: ChipProps) {
  return <button type="button" {...rest} className="chip" aria-pressed={chosen} />;
}
