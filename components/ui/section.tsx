import "./section.css";
import { type ReactNode, useId } from "react";

interface SectionProps {
  title: string;
  /** What is worth knowing at once, at the right of the title. */
  fact?: ReactNode;
  children: ReactNode;
}

/** A region with a small grey title, so that the eye finds things and not headings. */
export function Section({ title, fact, children }: SectionProps) {
  const id = useId();
  return (
    <section className="section" aria-labelledby={id}>
      <div className="section-head">
        <h2 id={id} className="section-title">
          {title}
        </h2>
        {fact && <span className="section-fact">{fact}</span>}
      </div>
      {children}
    </section>
  );
}
