import "./confirm.css";
import { useRef, useState } from "react";
import { Button } from "../../ui/button.tsx";

interface ConfirmProps {
  /** The button at first. */
  label: string;
  /** What follows from it. */
  question: string;
  /** The verb that does it. */
  yes: string;
  busy?: boolean;
  onYes: () => void;
}

/** Asks in place before something that cannot be taken back with one click. */
export function Confirm({ label, question, yes, busy, onYes }: ConfirmProps) {
  const [asking, setAsking] = useState(false);
  const first = useRef<HTMLButtonElement>(null);
  if (!asking) {
    return (
      <Button ref={first} onClick={() => setAsking(true)} aria-busy={busy}>
        {label}
      </Button>
    );
  }
  return (
    <fieldset className="confirm" aria-label={label}>
      <p>{question}</p>
      <Button
        autoFocus
        onClick={() => {
          setAsking(false);
          onYes();
        }}
      >
        {yes}
      </Button>
      <Button
        look="text"
        onClick={() => {
          setAsking(false);
          requestAnimationFrame(() => first.current?.focus());
        }}
      >
        Keep it
      </Button>
    </fieldset>
  );
}
