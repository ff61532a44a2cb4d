import { absoluteWords } from "../../lib/panel/time-words.ts";

interface TimeProps {
  instant: string;
  zone: string;
  /** Relative words, such as "Thu" or "2 min ago". */
  children: string;
  className?: string;
}

/** Relative in text; the moment in full, with its zone, on hover and for whoever reads the element. */
export function Time({ instant, zone, children, className }: TimeProps) {
  return (
    <time dateTime={instant} title={absoluteWords(instant, zone)} className={className}>
      {children}
    </time>
  );
}
