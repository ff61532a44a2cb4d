import "./button.css";
import type { ComponentProps } from "react";

/** A button with an icon only; its label is its name and its tooltip. */
export function IconButton({ label, ...rest }: { label: string } & ComponentProps<"button">) {
  return <button type="button" className="icon-button" {...rest} aria-label={label} title={label} />;
}
