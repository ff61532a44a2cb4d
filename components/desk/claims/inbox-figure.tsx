import { Link } from "@tanstack/react-router";
import type { InboxSearch } from "../../../lib/desk/feedback/inbox-search.ts";

interface InboxFigureProps {
  count: number;
  /** What is seen, where it is more than the number. */
  text?: string;
  /** What the rows are, for who only hears the figure. */
  of: string;
  search: InboxSearch;
}

/** A figure that opens its rows in the inbox; a zero opens nothing. */
export function InboxFigure({ count, text, of, search }: InboxFigureProps) {
  const shown = text ?? count.toLocaleString("en-GB");
  if (count === 0) return <span className="quiet-figure">{shown}</span>;
  return (
    <Link to="/feedback" search={{ view: "all", ...search }} className="opens-rows">
      {shown}
      <span className="visually-hidden">: {of}. Show them in Feedback</span>
    </Link>
  );
}
