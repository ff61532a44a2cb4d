import "./fact-button.css";
import type { ComponentProps } from "react";

/** A fact that opens to the rows behind it. */
export function FactButton({ open, ...rest }: { open: boolean } & ComponentProps<"button">) {
  return <button type="button" {...rest} className="fact-button" aria-expanded={open} />;
}
