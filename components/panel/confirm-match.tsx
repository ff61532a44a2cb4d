import "./band.css";
import { Button } from "../ui/button.tsx";
import { OutsideText } from "../ui/outside-text.tsx";

interface ConfirmMatchProps {
  email: string | undefined;
  name: string;
  busy: boolean;
  onYes: () => void;
  onNo: () => void;
}

/** An address only shows a person; that the record is theirs, the rep says. */
export function ConfirmMatch({ email, name, busy, onYes, onNo }: ConfirmMatchProps) {
  return (
    <section className="band" data-kind="question" aria-label="Is this the right person?">
      <p className="band-text">
        Found by e-mail{email ? ` ${email}` : ""}. Is this <OutsideText>{name}</OutsideText>?
      </p>
      <div className="band-buttons">
        <Button look="filled" onClick={onYes} disabled={busy}>
          Yes, remember it
        </Button>
        <Button onClick={onNo} disabled={busy}>
          No, not this person
        </Button>
      </div>
    </section>
  );
}
