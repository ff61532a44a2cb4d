import "./rows.css";
import { type ReactNode, useId } from "react";

interface RowListProps {
  title: string;
  count?: number | undefined;
  /** There is more than is counted, such as pages that were not read yet. */
  more?: boolean;
  /** At the right of the title: what the list is, or one button. */
  fact?: ReactNode;
  /** In the place of the rows, where there are none. */
  empty?: ReactNode;
  children: ReactNode;
}

/** A titled list of rows. */
export function RowList({ title, count, more = false, fact, empty, children }: RowListProps) {
  const id = useId();
  return (
    <section className="row-list" aria-labelledby={id}>
      <div className="row-list-head">
        <h2 id={id}>
          {title}
          {count !== undefined && count > 0 && (
            <span className="row-list-count">
              {count.toLocaleString("en-GB")}
              {more && " or more"}
            </span>
          )}
        </h2>
        {fact && <div className="row-list-fact">{fact}</div>}
      </div>
      {empty ? <p className="row-list-empty">{empty}</p> : <ul>{children}</ul>}
    </section>
  );
}

interface RowProps {
  title: ReactNode;
  /** In small after or under the title. */
  note?: ReactNode;
  facts?: ReactNode;
  actions?: ReactNode;
  /** What opens under the row. */
  children?: ReactNode;
  chosen?: boolean;
}

/** One row: what it is, what is known of it, what can be done. */
export function Row({ title, note, facts, actions, children, chosen }: RowProps) {
  return (
    <li className="list-row" data-chosen={chosen || undefined}>
      <div className="list-row-line">
        <div className="list-row-title">
          {title}
          {note && <div className="list-row-note">{note}</div>}
        </div>
        {facts && <div className="list-row-facts">{facts}</div>}
        {actions && <div className="list-row-actions">{actions}</div>}
      </div>
      {children}
    </li>
  );
}
