import { Strokes } from "../../ui/icon.tsx";

const MARKS = "M6.8 4.4C4.8 5 3.6 6.6 3.6 8.8v2.8h3V8.4H3.8M12.8 4.4c-2 .6-3.2 2.2-3.2 4.4v2.8h3V8.4H9.8";

/** A talking point, drawn; the words stand beside it. */
export function QuoteIcon() {
  return (
    <span className="kind-icon quote-icon">
      <Strokes path={MARKS} size={16} thick={1.4} />
    </span>
  );
}
