import "./status-line.css";
import { Button } from "./button.tsx";

interface StatusLineProps {
  text: string | undefined;
  /** For screen readers only. */
  quiet?: boolean | undefined;
  undo?: (() => void) | undefined;
}

/** The one place that tells what just happened. Always there, so that screen readers hear what comes into it. */
export function StatusLine({ text, quiet = false, undo }: StatusLineProps) {
  const shown = text !== undefined && !quiet;
  return (
    <div className={shown ? "status-line" : undefined}>
      <span role="status" className={shown ? undefined : "visually-hidden"}>
        {text}
      </span>
      {shown && undo && (
        <Button look="text" onClick={undo}>
          Undo
        </Button>
      )}
    </div>
  );
}
