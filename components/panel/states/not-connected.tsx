import { Button } from "../../ui/button.tsx";
import { StateMessage } from "../state-message.tsx";

export function NotConnected({ onOptions }: { onOptions: () => void }) {
  return (
    <StateMessage title="Connect Leadside to begin">
      <p>It shows what this person did with marketing. It needs one link from your team.</p>
      <ol>
        <li>Ask your Leadside admin for an invitation link</li>
        <li>Paste it in the options</li>
      </ol>
      <Button look="filled" onClick={onOptions}>
        Open options
      </Button>
      <small>Until then nothing is read but this page's address, and nothing is sent.</small>
    </StateMessage>
  );
}
