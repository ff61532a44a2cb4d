import { Button } from "../../ui/button.tsx";
import { StateMessage } from "../state-message.tsx";

export function SignedOut({ onOptions }: { onOptions: () => void }) {
  return (
    <StateMessage title="You are signed out">
      <p>
        Your team's Leadside no longer knows this browser: it was disconnected, or your account was closed.
        What it knew is no longer shown.
      </p>
      <ol>
        <li>
          Ask your Leadside admin for a new invitation link, or add this browser from another device of yours
        </li>
        <li>Paste the link in the options</li>
      </ol>
      <Button look="filled" onClick={onOptions}>
        Open options
      </Button>
    </StateMessage>
  );
}
