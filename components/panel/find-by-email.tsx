import "./find-by-email.css";
import { useState } from "react";
import { EmailAddress } from "../../lib/contract/primitives.ts";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/text-field.tsx";

interface FindByEmailProps {
  /** What was typed and asked before. */
  asked: string | undefined;
  busy: boolean;
  /** What came of it. */
  error: string | undefined;
  onFind: (email: string) => void;
}

/** The exact address of a person that nobody has by this record. */
export function FindByEmail({ asked = "", busy, error, onFind }: FindByEmailProps) {
  const [email, setEmail] = useState(asked);
  const [wrong, setWrong] = useState<string>();
  const outcome = email.trim() === asked ? error : undefined;
  return (
    <form
      className="find-by-email"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const parsed = EmailAddress.safeParse(email);
        setWrong(parsed.success ? undefined : "This is not an e-mail address.");
        // Another look-up may be on its way, for the page's own address: this one goes before it.
        if (parsed.success) onFind(parsed.data);
      }}
    >
      <TextField
        label="Exact e-mail"
        type="email"
        inputMode="email"
        value={email}
        onChange={(value) => {
          setEmail(value);
          setWrong(undefined);
        }}
        onKeyDown={(event) => {
          if (event.key !== "Escape" || event.nativeEvent.isComposing) return;
          setEmail("");
          setWrong(undefined);
        }}
        error={wrong ?? outcome}
      />
      <Button look="filled" type="submit" aria-busy={busy}>
        {busy ? "Looking…" : "Find person"}
      </Button>
    </form>
  );
}
