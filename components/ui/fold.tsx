import "./fold.css";
import { type ReactNode, useId, useState } from "react";
import { Icon } from "./icon.tsx";

interface FoldProps {
  title: string;
  count?: number;
  /** The most useful fact of what is folded away. */
  fact?: ReactNode;
  children: ReactNode;
}

/** A section that is folded until asked for. */
export function Fold({ title, count, fact, children }: FoldProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <section className="fold">
      <h2>
        <button
          type="button"
          className="fold-button"
          aria-expanded={open}
          aria-controls={open ? id : undefined}
          onClick={() => setOpen(!open)}
        >
          <span className="fold-mark">
            <Icon name="right" />
          </span>
          <span className="fold-title">{title}</span>
          {count !== undefined && <span className="fold-count">{count}</span>}
          {fact && <span className="fold-fact">{fact}</span>}
        </button>
      </h2>
      {open && (
        <div id={id} className="fold-body">
          {children}
        </div>
      )}
    </section>
  );
}
