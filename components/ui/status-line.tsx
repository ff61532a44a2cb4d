import "./status-line.css";
import { useLayoutEffect, useRef } from "react";
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
  const bar = useRef<HTMLDivElement>(null);
  useRoomBelow(bar, shown ? text : undefined);
  return (
    <div ref={bar} className={shown ? "status-line" : undefined}>
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

/** How high the line is, for what it lies over: `--status-room`. What the rep has before them at the bottom moves up above it. */
function useRoomBelow(bar: { current: HTMLElement | null }, text: string | undefined): void {
  useLayoutEffect(() => {
    if (text === undefined || !bar.current) return;
    const page = document.documentElement;
    const atEnd = window.innerHeight + window.scrollY >= page.scrollHeight - 1;
    page.style.setProperty("--status-room", `${bar.current.offsetHeight + 16}px`);
    const before = document.activeElement;
    const top = bar.current.getBoundingClientRect().top;
    const { bottom = 0 } = before?.getBoundingClientRect() ?? {};
    if (atEnd) window.scrollTo({ top: page.scrollHeight, behavior: "instant" });
    // Only what is in sight: nobody is taken back to where they were.
    else if (before && !bar.current.contains(before) && bottom > top && bottom <= window.innerHeight)
      window.scrollBy({ top: bottom - top + 8, behavior: "instant" });
    return () => {
      page.style.removeProperty("--status-room");
    };
  }, [bar, text]);
}
