import "./keyboard-help.css";
import { useEffect, useRef } from "react";
import { Button } from "../ui/button.tsx";
import { Section } from "../ui/section.tsx";

/** Which keys do what here. It takes the focus, since the rep just asked for it. */
export function KeyboardHelp({ onDone }: { onDone: () => void }) {
  const done = useRef<HTMLButtonElement>(null);
  useEffect(() => done.current?.focus(), []);
  return (
    <Section title="Keyboard">
      <dl className="keyboard-help">
        <dt>Tab, Shift Tab</dt>
        <dd>to the next and the last button</dd>
        <dt>Enter, Space</dt>
        <dd>presses it; on a line of the history, shows all we know of it</dd>
        <dt>Arrows</dt>
        <dd>move in an open menu and from the search to what was found, and scroll</dd>
        <dt>Ctrl Z, ⌘ Z</dt>
        <dd>takes back what the line at the bottom offers to undo, outside of a field</dd>
        <dt>Escape</dt>
        <dd>closes a menu, this help or the search, clears a field, then closes the panel</dd>
      </dl>
      <p>
        The key that opens the panel is set on your browser's page of extension shortcuts. While the panel has
        the focus, the CRM page's own shortcuts (such as saving) do not reach it.
      </p>
      <div className="state-message-buttons">
        <Button ref={done} onClick={onDone}>
          Got it
        </Button>
      </div>
    </Section>
  );
}
