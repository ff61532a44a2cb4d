import type { ComponentProps } from "react";

interface ChipProps extends ComponentProps<"button"> {
  stop: string;
  words: string;
  /** How many it fits alone; absent while that is counted. */
  people?: number | undefined;
  /** Only heard, behind what is seen. */
  heard?: string;
  look: "condition" | "exception" | "outlined" | "add" | "joint";
}

/** A part of the sentence that the arrows reach: "are at Evaluation, 118 people, condition 3 of 3". */
export function Chip({ stop, words, people, heard = "", look, ...rest }: ChipProps) {
  const counts = look === "condition" || look === "exception";
  return (
    <button type="button" className="chip" data-look={look} data-stop={stop} {...rest}>
      <span className="chip-words">{words}</span>
      {counts && people === undefined && (
        <span className="chip-count" aria-hidden="true">
          …
        </span>
      )}
      {counts && people !== undefined && (
        <>
          <span className="visually-hidden">, </span>
          <span className="chip-count">{people.toLocaleString("en-GB")}</span>
          <span className="visually-hidden">{people === 1 ? " person" : " people"}</span>
        </>
      )}
      {heard && <span className="visually-hidden">{heard}</span>}
    </button>
  );
}
