import "./people.css";
import { type DragEvent, useRef, useState } from "react";
import { Button } from "../../ui/button.tsx";

interface DropPlaceProps {
  /** What the report has, and what follows from dropping it. */
  words: string;
  onFile: (file: File | undefined) => void;
}

/** Takes a CSV, dropped or chosen. */
export function DropPlace({ words, onFile }: DropPlaceProps) {
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    onFile(event.dataTransfer.files[0]);
  }
  return (
    <section
      className="drop"
      data-over={over || undefined}
      aria-labelledby="drop-title"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <h2 id="drop-title" className="note-title">
        Drop a CSV here
      </h2>
      <p>{words}</p>
      <Button look="filled" onClick={() => input.current?.click()}>
        Choose a CSV
      </Button>
      <input
        ref={input}
        type="file"
        accept=".csv,text/csv"
        hidden
        aria-label="CSV file"
        onChange={(event) => onFile(event.target.files?.[0])}
      />
    </section>
  );
}
