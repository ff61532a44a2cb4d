import { Strokes } from "../../ui/icon.tsx";

const MARKS = "M3 8.6V6.4c0-1.6.9-2.7 2.6-3M3 8.6h3.2v3.8H3zM9 8.6V6.4c0-1.6.9-2.7 2.6-3M9 8.6h3.2v3.8H9z";

/** A talking point, drawn; the words stand beside it. */
export function QuoteIcon() {
  return (
    <span className="kind-icon">
      <Strokes path={MARKS} size={16} thick={1.4} />
    </span>
  );
}
