import "./quote.css";

/** Their own words, as they wrote them: marks and a rule at the left. */
export function Quote({ children }: { children: string }) {
  return (
    <q className="quote" dir="auto">
      {children.trim()}
    </q>
  );
}
