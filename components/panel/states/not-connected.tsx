import { Button } from "../../ui/button.tsx";
import { StateMessage } from "../state-message.tsx";

interface NotConnectedProps {
  /** There is an account, at a Leadside that the company's policy does not allow. */
  byPolicy: boolean;
  onOptions: () => void;
}

export function NotConnected({ byPolicy, onOptions }: NotConnectedProps) {
  if (byPolicy) {
    return (
      <StateMessage title="Set by your company">
        <p>
          This browser was connected to a Leadside that your company's policy does not allow. Nothing is asked
          or sent there any more. The options say what to do.
        </p>
        <Button look="filled" onClick={onOptions}>
          Open options
        </Button>
      </StateMessage>
    );
  }
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
