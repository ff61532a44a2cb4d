const KEYS = [
  ["← →", "between the parts"],
  ["↑ ↓", "choose"],
  ["Enter", "take"],
  ["Backspace", "remove"],
  ["Esc", "close"],
  ["Ctrl Z", "undo"],
] as const;

/** The keys, where they act. */
export function KeyHelp() {
  return (
    <p className="key-help">
      {KEYS.map(([key, does]) => (
        <span key={key}>
          <kbd>{key}</kbd> {does}
        </span>
      ))}
    </p>
  );
}
