import { Button } from "../../ui/button.tsx";
import { CopyButton } from "../copy-button.tsx";
import { StateMessage } from "../state-message.tsx";

interface UnexpectedProps {
  diagnostics: () => string;
  onDone: (words: string) => void;
  onTry: () => void;
}

export function Unexpected({ diagnostics, onDone, onTry }: UnexpectedProps) {
  return (
    <StateMessage title="Something in Leadside went wrong">
      <p>
        This is our fault, and nothing you did is lost. If it happens again, send the diagnostics to your
        admin: they hold no personal data.
      </p>
      <div className="state-message-buttons">
        <Button onClick={onTry}>Try again</Button>
        <CopyButton label="Copy diagnostics" text={diagnostics} onDone={onDone} />
      </div>
    </StateMessage>
  );
}
