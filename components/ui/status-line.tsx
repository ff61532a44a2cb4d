import "./status-line.css";
import { Button } from "./button.tsx";

interface StatusLineProps {
  text: string | undefined;
  /** For screen readers only. */
  quiet?: boolean | undefined;
  undo?: (() => void) | undefined;
  /** What screen readers hear instead. */
  heard?: string | undefined;
}

/** The one place that tells what just happened. Always there, so that screen readers hear what comes into it. */
export function StatusLine({ text, quiet = false, undo, heard }: StatusLineProps) {
  const shown = text !== undefined && !quiet;
  return (
    <div className={shown ? "status-line" : undefined}>
      <span role="status" className={shown ? undefined : "visually-hidden"}>
        {heard === undefined ? text : <span aria-hidden="true">{text}</span>}
        {heard !== undefined && <span className="visually-hidden">{heard}</span>}
      </span>
      {shown && undo && (
        <Button look="text" onClick={undo}>
          Undo
        </Button>
      )}
    </div>
  );
}
