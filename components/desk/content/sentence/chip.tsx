import type { ComponentProps } from "react";

interface ChipProps extends ComponentProps<"button"> {
  stop: string;
  words: string;
  /** How many it fits alone; absent while that is counted. */
  people?: number | undefined;
  look: "condition" | "exception" | "outlined" | "add" | "joint";
}

/** A part of the sentence that the arrows reach. */
export function Chip({ stop, words, people, look, ...rest }: ChipProps) {
  const counts = look === "condition" || look === "exception";
  return (
    <button type="button" className="chip" data-look={look} data-stop={stop} {...rest}>
      <span className="chip-words">{words}</span>
      {counts && (
        <span className="chip-count" aria-hidden="true">
          {people === undefined ? "…" : people.toLocaleString("en-GB")}
        </span>
      )}
    </button>
  );
}
