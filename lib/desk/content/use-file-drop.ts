import { useEffect, useRef, useState } from "react";
import { droppedFiles } from "./dropped-files.ts";

/** Files may be dropped anywhere while this is on the screen. @returns whether some are held over the page */
export function useFileDrop(onFiles: (files: File[]) => void): boolean {
  const [over, setOver] = useState(false);
  const take = useRef(onFiles);
  take.current = onFiles;
  useEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") === true;
    document.addEventListener(
      "dragover",
      (event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setOver(true);
      },
      { signal },
    );
    document.addEventListener(
      "dragleave",
      (event) => {
        // Only when they leave the window, not one element for another.
        if (event.relatedTarget === null) setOver(false);
      },
      { signal },
    );
    document.addEventListener(
      "drop",
      (event) => {
        setOver(false);
        if (!event.dataTransfer || !hasFiles(event)) return;
        event.preventDefault();
        void droppedFiles(event.dataTransfer).then((files) => {
          if (files.length > 0) take.current(files);
        });
      },
      { signal },
    );
    return () => stop.abort();
  }, []);
  return over;
}
