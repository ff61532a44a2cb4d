import { type FormEvent, useId, useState } from "react";
import { Button } from "../../ui/button.tsx";

interface StateFormProps {
  status: "planned" | "declined";
  onSave: (change: { status: "planned" | "declined"; plannedFor?: string; reason?: string }) => void;
  onCancel: () => void;
}

/** What a state needs: of "Planned" the date, of "Declined" why. Givers read both. */
export function StateForm({ status, onSave, onCancel }: StateFormProps) {
  const [text, setText] = useState("");
  const id = useId();
  const isPlanned = status === "planned";
  const save = (event: FormEvent) => {
    event.preventDefault();
    onSave(isPlanned ? { status, plannedFor: text } : { status, reason: text.trim() });
  };
  return (
    <form className="state-form" onSubmit={save}>
      <label htmlFor={id}>{isPlanned ? "Until when" : "Why; givers read it"}</label>
      <input
        id={id}
        className="state-form-field"
        type={isPlanned ? "date" : "text"}
        maxLength={400}
        value={text}
        required
        // biome-ignore lint/a11y/noAutofocus: it opens where the hand is.
        autoFocus
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.preventDefault();
          onCancel();
        }}
      />
      <Button type="submit" look="filled">
        {isPlanned ? "Plan" : "Decline"}
      </Button>
      <Button look="text" onClick={onCancel}>
        Cancel
      </Button>
    </form>
  );
}
