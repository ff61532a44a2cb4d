import "./note.css";
import type { ReactNode } from "react";
import { Button } from "../../ui/button.tsx";

interface NoteProps {
  title: string;
  text?: ReactNode;
  action?: string;
  onAction?: () => void;
  /** Links or further buttons. */
  children?: ReactNode;
}

/** In the place of a list: why there is nothing in it, and what to do. */
export function Note({ title, text, action, onAction, children }: NoteProps) {
  return (
    <div className="note">
      <h2 className="note-title">{title}</h2>
      {text && <p className="note-text">{text}</p>}
      {(action || children) && (
        <div className="note-buttons">
          {action && <Button onClick={onAction}>{action}</Button>}
          {children}
        </div>
      )}
    </div>
  );
}
